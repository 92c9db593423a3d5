export { planYearWorkflow } from './plan-year/plan-year.workflow';
export { instrumentCaseWorkflow } from './instrument-case/instrument-case.workflow';
export { signOffChainWorkflow } from './sign-off-chain/sign-off-chain.workflow';
