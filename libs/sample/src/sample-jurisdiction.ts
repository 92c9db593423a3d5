import { publishedCalendar } from '@duban/calendar';
import { newId, writeFirstRules, type Deps } from '@duban/application';
import { JurisdictionRow, PersonRow, PostHoldingRow, PostRow, UnitNameRow, UnitRow, withTransaction } from '@duban/database';
import type { PostRole } from '@duban/domain';
import { standardScheme } from './scores/standard-scheme';
import { standardPolicy } from './policies/standard-policy';

/** What a sample jurisdiction is made of: names only, so that a demo can make one with the units of any report. */
export interface JurisdictionSketch {
  readonly name: string;
  /** The supervision office (依法治区办、司法局). */
  readonly officeName: string;
  readonly unitNames: readonly string[];
  /** Holdings and names are in force from this day. */
  readonly fromOn: string;
  /** Put before every login, where several jurisdictions stand in one database. */
  readonly loginPrefix?: string;
}

export interface SampleUnit {
  readonly unitId: string;
  readonly name: string;
  readonly liaison: SamplePerson;
  readonly head: SamplePerson;
}

export interface SamplePerson {
  readonly personId: string;
  readonly postId: string;
  readonly login: string;
  readonly name: string;
}

export interface SampleJurisdiction {
  readonly jurisdictionId: string;
  readonly policyVersionId: string;
  readonly calendarId: string;
  readonly office: { readonly unitId: string; readonly name: string; readonly clerk: SamplePerson; readonly head: SamplePerson };
  readonly leaders: { readonly chief: SamplePerson; readonly deputies: readonly SamplePerson[] };
  readonly auditor: SamplePerson;
  readonly administrator: SamplePerson;
  readonly units: readonly SampleUnit[];
}

/**
 * Writes a jurisdiction with its posts filled. People are named by their posts (联络员一, …), never invented. Logins are
 * `bangongshi`, `zhuren`, `lingdao1`, `lingdao2`, `zhuyao`, `shenji`, `guanli`, and `lianluo1`, `fuze1`, … for the units in their order.
 * Every login has the password whose hash is given.
 */
export async function writeSampleJurisdiction(
  deps: Deps,
  sketch: JurisdictionSketch,
  passwordHash: string,
): Promise<SampleJurisdiction> {
  return withTransaction(deps.database, async (tx) => {
    const nowMs = await deps.clock.nowMs(tx);
    const jurisdictionId = newId();
    const units: UnitRow[] = [];
    const names: UnitNameRow[] = [];
    const posts: PostRow[] = [];
    const people: PersonRow[] = [];
    const holdings: PostHoldingRow[] = [];

    const addUnit = (name: string, isOffice: boolean, leaderPostId: string | null): string => {
      const id = newId();
      units.push({
        id,
        jurisdictionId,
        officialOrder: units.length + 1,
        isOffice,
        leaderPostId,
        standsForId: null,
        successorId: null,
      });
      names.push({ id: newId(), jurisdictionId, unitId: id, name, fromOn: sketch.fromOn, toOn: null });
      return id;
    };
    const addPost = (
      unitId: string,
      role: PostRole,
      title: string,
      ownLogin: string,
      name: string,
      superiorPostId: string | null,
    ): SamplePerson => {
      const login = `${sketch.loginPrefix ?? ''}${ownLogin}`;
      const postId = newId();
      const personId = newId();
      posts.push({ id: postId, jurisdictionId, unitId, role, title, superiorPostId });
      people.push({ id: personId, jurisdictionId, name, login, passwordHash, disabledAt: null });
      holdings.push({ id: newId(), jurisdictionId, postId, personId, kind: 'holder', fromOn: sketch.fromOn, toOn: null });
      return { personId, postId, login, name };
    };

    const government = addUnit(`${sketch.name}人民政府`, false, null);
    const chief = addPost(government, 'chiefLeader', '主要领导', 'zhuyao', '主要领导', null);
    const deputies = [1, 2].map((n) =>
      addPost(government, 'deputyLeader', `分管领导${n}`, `lingdao${n}`, `分管领导${CHINESE[n]}`, chief.postId),
    );
    const officeUnit = addUnit(sketch.officeName, true, chief.postId);
    const officeHead = addPost(officeUnit, 'officeHead', '督办机构负责人', 'zhuren', '督办主任', chief.postId);
    const clerk = addPost(officeUnit, 'officeClerk', '督办专员', 'bangongshi', '督办专员', officeHead.postId);
    const auditor = addPost(government, 'auditor', '审计监督', 'shenji', '审计员', null);
    const administrator = addPost(officeUnit, 'administrator', '系统管理员', 'guanli', '系统管理员', officeHead.postId);
    const sampleUnits = sketch.unitNames.map((name, index): SampleUnit => {
      const n = index + 1;
      const inCharge = deputies[index % deputies.length] ?? chief;
      const unitId = addUnit(name, false, inCharge.postId);
      const head = addPost(unitId, 'unitHead', `${name}主要负责人`, `fuze${n}`, `${name}负责人`, inCharge.postId);
      const liaison = addPost(unitId, 'liaison', `${name}联络员`, `lianluo${n}`, `${name}联络员`, head.postId);
      return { unitId, name, liaison, head };
    });

    await tx.insert(JurisdictionRow, [{ id: jurisdictionId, name: sketch.name, upperId: null, rosterVersion: 1, code: null }]);
    await tx.insert(UnitRow, units);
    await tx.insert(UnitNameRow, names);
    await tx.insert(PostRow, posts);
    await tx.insert(PersonRow, people);
    await tx.insert(PostHoldingRow, holdings);

    const rules = { policy: standardPolicy, calendar: publishedCalendar(), scheme: standardScheme };
    const { policyVersionId, calendarId } = await writeFirstRules(tx, jurisdictionId, new Date(nowMs), rules);
    return {
      jurisdictionId,
      policyVersionId,
      calendarId,
      office: { unitId: officeUnit, name: sketch.officeName, clerk, head: officeHead },
      leaders: { chief, deputies },
      auditor,
      administrator,
      units: sampleUnits,
    };
  });
}

const CHINESE = ['', '一', '二'] as const;
