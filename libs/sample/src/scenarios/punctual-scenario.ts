import type { Scenario } from './scenario';
import { standardScenario } from './standard-scenario';

/** 按期情景: everybody keeps their days; no instrument is made. Shows that another scenario gives another year. */
export const punctualScenario: Scenario = {
  ...standardScenario,
  name: '按期情景',
  conduct: [],
  leaderActivities: standardScenario.leaderActivities.filter((activity) => activity.kind !== 'instruction'),
};
