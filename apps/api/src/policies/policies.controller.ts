import { Body, Controller, Get, HttpCode, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  dropPolicyDraft,
  listPolicies,
  policyActions,
  publishPolicyDraft,
  readPolicyDraft,
  readPolicyVersion,
  savePolicyDraft,
  startPolicyDraft,
  type DraftSource,
  type Scope,
} from '@duban/application';
import { refuse, type Decision, accept } from '@duban/domain';
import { policyTemplates } from '@duban/sample';
import { comparePolicies } from '@duban/wording';
import { InScope } from '../access/caller';
import { Policy } from '../access/policy.decorator';
import { ApiContext } from '../api-context';
import { Answers } from '../http/answers';
import { Call, Commands, settled, TakesCommand, type CommandCall } from '../http/command-call';
import { Id, TakesId } from '../http/id';
import { found, reading } from '../http/reading';
import { DifferenceQuery, PublishDraftBody, SaveDraftBody, StartDraftBody } from './policy.dto';
import {
  differencesView,
  draftDroppedView,
  draftSavedView,
  draftStartedView,
  findingShown,
  missesOfKinds,
  policyDraftView,
  policyInWords,
  policyListView,
  policyVersionView,
  publishedView,
} from './policy.views';

/** 督办制度: versions that never change, and the drafts of the next ones. */
@ApiTags('督办制度')
@Controller('api/policies')
export class PoliciesController {
  constructor(
    private readonly api: ApiContext,
    private readonly commands: Commands,
  ) {}

  @Get()
  @Policy('policy.read')
  @Answers(policyListView)
  async list(@InScope() scope: Scope) {
    const items = await reading(this.api, (tx) => listPolicies(tx, scope));
    return { items, templates: policyTemplates.map(({ key, name }) => ({ key, name })), actions: policyActions(scope) };
  }

  @Get('versions/:id')
  @Policy('policy.read')
  @TakesId()
  @Answers(policyVersionView)
  async version(@Id() id: string, @InScope() scope: Scope) {
    const version = found(await reading(this.api, (tx) => readPolicyVersion(tx, scope, id)), 'POLICY.UNKNOWN');
    const { name, authority } = version.body;
    return { ...version, name, authority, inWords: policyInWords(version.body) };
  }

  @Get('versions/:id/differences')
  @Policy('policy.read')
  @TakesId()
  @Answers(differencesView)
  async differences(@Id() id: string, @Query() query: DifferenceQuery, @InScope() scope: Scope) {
    const [before, after] = await reading(this.api, async (tx) => [
      await readPolicyVersion(tx, scope, query.from),
      await readPolicyVersion(tx, scope, id),
    ]);
    return { items: comparePolicies(found(before ?? null, 'POLICY.UNKNOWN').body, found(after ?? null, 'POLICY.UNKNOWN').body) };
  }

  /** Begins a draft from a version or from a template. */
  @Post('drafts')
  @HttpCode(200)
  @Policy('policy.edit')
  @TakesCommand()
  @Answers(draftStartedView)
  async start(@Body() body: StartDraftBody, @Call() call: CommandCall) {
    const source = settled(sourceOf(body));
    return this.commands.run(call, (act) => startPolicyDraft(act, source));
  }

  /** A draft with what is wrong with it, each thing with its place, and what differs from the version it was begun from. */
  @Get('drafts/:id')
  @Policy('policy.edit')
  @TakesId()
  @Answers(policyDraftView)
  async draft(@Id() id: string, @InScope() scope: Scope) {
    const draft = found(await reading(this.api, (tx) => readPolicyDraft(tx, scope, id)), 'POLICY.UNKNOWN');
    return {
      ...draft,
      findings: draft.findings.map(findingShown),
      inWords: draft.policy === null ? null : policyInWords(draft.policy),
      misses: missesOfKinds(),
      differences: draft.policy === null || draft.base === null ? [] : comparePolicies(draft.base, draft.policy),
    };
  }

  @Put('drafts/:id')
  @Policy('policy.edit')
  @TakesId()
  @TakesCommand()
  @Answers(draftSavedView)
  async save(@Id() id: string, @Body() body: SaveDraftBody, @Call() call: CommandCall) {
    return this.commands.run(call, (act) => savePolicyDraft(act, { draftId: id, version: body.version, body: body.body }));
  }

  @Post('drafts/:id/removal')
  @HttpCode(200)
  @Policy('policy.edit')
  @TakesId()
  @TakesCommand()
  @Answers(draftDroppedView)
  async drop(@Id() id: string, @Call() call: CommandCall) {
    return this.commands.run(call, (act) => dropPolicyDraft(act, id));
  }

  @Post('drafts/:id/publication')
  @HttpCode(200)
  @Policy('policy.edit')
  @TakesId()
  @TakesCommand()
  @Answers(publishedView)
  async publish(@Id() id: string, @Body() body: PublishDraftBody, @Call() call: CommandCall) {
    return this.commands.run(call, (act) => publishPolicyDraft(act, { draftId: id, version: body.version }));
  }
}

function sourceOf(body: StartDraftBody): Decision<DraftSource> {
  if (body.versionId !== undefined) return accept({ versionId: body.versionId });
  const template = policyTemplates.find((policy) => policy.key === body.template);
  if (!template) return refuse('POLICY.UNKNOWN');
  return accept({ body: template, key: body.key, name: body.name });
}
