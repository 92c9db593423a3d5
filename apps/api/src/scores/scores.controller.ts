import { Body, Controller, Get, HttpCode, Post, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import {
  appealScore,
  awardPoints,
  decideAppeal,
  finaliseScores,
  keepScheme,
  listScoreRounds,
  publishScores,
  readLiveScores,
  readScheme,
  readScoreRound,
  ruleInWords,
  scoresFile,
  trialScores,
  withdrawAward,
  type Scope,
} from '@duban/application';
import type { ScoreScheme } from '@duban/domain';
import { scoreWords } from '@duban/wording';
import { InScope } from '../access/caller';
import { Policy } from '../access/policy.decorator';
import { ApiContext } from '../api-context';
import { XLSX } from '../files/media-types';
import { sendFile } from '../files/send-file';
import { Answers } from '../http/answers';
import { Call, Commands, TakesCommand, type CommandCall } from '../http/command-call';
import { Id, TakesId } from '../http/id';
import { found, reading } from '../http/reading';
import { day, id, object, whole } from '../http/views';
import { AppealBody, AwardBody, DecisionBody, PublishBody, SchemeBody, SchemeTrialBody } from './score.dto';
import { liveScoresView, roundsView, roundView, schemeTrialView, schemeView } from './score.views';

const keptView = object('ScoreSchemeKept', { schemeId: id, version: whole });
const awardedView = object('ScoreAwarded', { awardId: id });
const publishedView = object('ScoresPublished', { roundId: id, appealUntilOn: day });
const finalView = object('ScoresFinal', { roundId: id });
const appealedView = object('ScoreAppealed', { appealId: id });

@ApiTags('考核')
@Controller('api')
export class ScoresController {
  constructor(
    private readonly api: ApiContext,
    private readonly commands: Commands,
  ) {}

  @Get('score-scheme')
  @Policy('score.read')
  @Answers(schemeView)
  async scheme(@InScope() scope: Scope) {
    return reading(this.api, (tx) => readScheme(tx, scope));
  }

  @Post('score-scheme')
  @HttpCode(200)
  @Policy('score.keepScheme')
  @TakesCommand()
  @Answers(keptView)
  async keep(@Body() body: SchemeBody, @Call() call: CommandCall) {
    return this.commands.run(call, (act) => keepScheme(act, body.scheme, body.version));
  }

  /** Rules tried before they are published: what is wrong with them, and the scores that they would give. Nothing is written. */
  @Post('score-scheme/trial')
  @HttpCode(200)
  @Policy('score.keepScheme')
  @Answers(schemeTrialView)
  async try(@Body() body: SchemeTrialBody, @InScope() scope: Scope) {
    const { planId = null } = body;
    const trial = await reading(this.api, (tx, { nowMs }) => trialScores(tx, scope, { value: body.scheme, planId }, nowMs));
    const { scheme, flaws, units } = found(trial, 'PLAN.UNKNOWN');
    return {
      flaws: flaws.map((flaw) => ({ place: flaw.path.join('.'), sentence: scoreWords.flawAt(flaw.code, flaw.path) })),
      units,
      ...inWords(scheme),
    };
  }

  /** The scores as they stand now, each point with its reason and source; a unit sees its own sheet. */
  @Get('plans/:id/scores')
  @Policy('score.read')
  @TakesId()
  @Answers(liveScoresView)
  async live(@Id() id: string, @InScope() scope: Scope) {
    const scores = found(await reading(this.api, (tx, { nowMs }) => readLiveScores(tx, scope, id, nowMs)), 'PLAN.UNKNOWN');
    return { ...scores, ...inWords(scores.scheme) };
  }

  @Post('plans/:id/score-awards')
  @HttpCode(200)
  @Policy('score.award')
  @TakesId()
  @TakesCommand()
  @Answers(awardedView)
  async award(@Id() id: string, @Body() body: AwardBody, @Call() call: CommandCall) {
    return this.commands.run(call, (act) => awardPoints(act, { planId: id, ...body }));
  }

  @Post('score-awards/:id/withdrawal')
  @HttpCode(200)
  @Policy('score.award')
  @TakesId()
  @TakesCommand()
  @Answers(awardedView)
  async withdraw(@Id() id: string, @Call() call: CommandCall) {
    return this.commands.run(call, (act) => withdrawAward(act, id));
  }

  @Get('plans/:id/score-rounds')
  @Policy('score.read')
  @TakesId()
  @Answers(roundsView)
  async rounds(@Id() id: string, @InScope() scope: Scope) {
    return { items: found(await reading(this.api, (tx) => listScoreRounds(tx, scope, id)), 'PLAN.UNKNOWN') };
  }

  /** 公示: freezes the sheets as of now and tells every unit until when it may appeal. */
  @Post('plans/:id/score-rounds')
  @HttpCode(200)
  @Policy('score.publish')
  @TakesId()
  @TakesCommand()
  @Answers(publishedView)
  async publish(@Id() id: string, @Body() body: PublishBody, @Call() call: CommandCall) {
    return this.commands.run(call, (act) => publishScores(act, { planId: id, title: body.title }));
  }

  @Get('score-rounds/:id')
  @Policy('score.read')
  @TakesId()
  @Answers(roundView)
  async round(@Id() id: string, @InScope() scope: Scope) {
    const round = found(await reading(this.api, (tx, { today }) => readScoreRound(tx, scope, id, today)), 'SCORE.UNKNOWN');
    return { ...round, ...inWords(round.scheme), schemeName: round.scheme.name };
  }

  @Get('score-rounds/:id/export')
  @Policy('score.export')
  @TakesId()
  @ApiProduces(XLSX)
  async export(@Id() id: string, @InScope() scope: Scope, @Res() reply: FastifyReply): Promise<void> {
    const round = found(await reading(this.api, (tx, { today }) => readScoreRound(tx, scope, id, today)), 'SCORE.UNKNOWN');
    await sendFile(reply, XLSX, await scoresFile({ ...round, asOfMs: round.asOf.getTime() }));
  }

  @Post('score-rounds/:id/appeals')
  @HttpCode(200)
  @Policy('score.appeal')
  @TakesId()
  @TakesCommand()
  @Answers(appealedView)
  async appeal(@Id() id: string, @Body() body: AppealBody, @Call() call: CommandCall) {
    return this.commands.run(call, (act) => appealScore(act, { roundId: id, ...body }));
  }

  @Post('score-appeals/:id/decision')
  @HttpCode(200)
  @Policy('score.decide')
  @TakesId()
  @TakesCommand()
  @Answers(appealedView)
  async decide(@Id() id: string, @Body() body: DecisionBody, @Call() call: CommandCall) {
    const { upheld, reason, adjustment = null } = body;
    return this.commands.run(call, (act) => decideAppeal(act, { appealId: id, upheld, reason, adjustment }));
  }

  @Post('score-rounds/:id/finalisation')
  @HttpCode(200)
  @Policy('score.publish')
  @TakesId()
  @TakesCommand()
  @Answers(finalView)
  async finalise(@Id() id: string, @Call() call: CommandCall) {
    return this.commands.run(call, (act) => finaliseScores(act, id));
  }
}

/** The rules beside the ranking, each in one sentence. */
function inWords(scheme: ScoreScheme | null) {
  return {
    schemeName: scheme?.name ?? null,
    note: scheme === null ? '' : scoreWords.sheet.note(scheme.base, scheme.most, scheme.least),
    rules: (scheme?.rules ?? []).map((rule) => ({
      key: rule.key,
      name: rule.name,
      how: ruleInWords(rule),
      isAward: rule.kind === 'award',
    })),
  };
}
