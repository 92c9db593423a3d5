import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsObject } from 'class-validator';
import { channelDefinitions } from '@duban/domain';
import { readChannels, tryChannel, writeChannel, writeChannelAddress, type Scope } from '@duban/application';
import { InScope } from '../access/caller';
import { Policy } from '../access/policy.decorator';
import { ApiContext } from '../api-context';
import { Answers } from '../http/answers';
import { Call, Commands, TakesCommand, type CommandCall } from '../http/command-call';
import { doneView } from '../http/done';
import { FactField, IdField, TextField, WholeField, WordField } from '../http/fields';
import { Id, TakesId } from '../http/id';
import { RefusalProblem } from '../http/problem';
import { reading } from '../http/reading';
import { fact, id, listOf, maybe, object, oneOf, text, whole } from '../http/views';

export class ChannelBody {
  @WordField('渠道类别', Object.keys(channelDefinitions))
  kind!: string;

  @TextField('渠道名称', { max: 60 })
  name!: string;

  @ApiProperty({ description: '设置项，密钥留空则沿用原来的', type: 'object', additionalProperties: { type: 'string' } })
  @IsObject({ message: '应为设置项' })
  fields!: Record<string, string>;

  @WholeField('每分钟条数', 1, 10_000, { optional: true })
  perMinute?: number;

  @FactField('是否启用')
  active!: boolean;
}

export class AddressBody {
  @IdField('接收人', { optional: true })
  personId?: string;

  @TextField('接收地址', { optional: true, max: 255 })
  address?: string;
}

const kinds = oneOf(...Object.keys(channelDefinitions));

const channelsView = object('Channels', {
  mayManage: fact,
  kinds: listOf(
    object('ChannelKind', {
      kind: kinds,
      name: text,
      perMinute: whole,
      fields: listOf(
        object('ChannelField', {
          key: text,
          label: text,
          hint: text,
          secret: fact,
          required: fact,
          form: oneOf('text', 'url', 'port', 'security'),
        }),
      ),
    }),
  ),
  items: listOf(
    object('Channel', {
      id,
      kind: kinds,
      name: text,
      active: fact,
      perMinute: whole,
      kindName: text,
      fields: listOf(object('ChannelValue', { key: text, value: text, isSet: fact })),
      myAddress: maybe(text),
      addressName: maybe(text),
      isMyAddressRefused: fact,
      addresses: whole,
      delivered: whole,
      failed: whole,
      waiting: whole,
      lastTrouble: maybe(text),
      actions: listOf(oneOf('change', 'try', 'writeAddress')),
    }),
  ),
});

const writtenView = object('ChannelWritten', { channelId: id });

@ApiTags('通知渠道')
@Controller('api/channels')
export class ChannelsController {
  constructor(
    private readonly api: ApiContext,
    private readonly commands: Commands,
  ) {}

  @Get()
  @Policy('channel.read')
  @Answers(channelsView)
  async read(@InScope() scope: Scope) {
    return reading(this.api, (tx, { nowMs }) => readChannels(tx, scope, nowMs));
  }

  @Post()
  @HttpCode(200)
  @Policy('channel.write')
  @TakesCommand()
  @Answers(writtenView)
  async add(@Body() body: ChannelBody, @Call() call: CommandCall) {
    return this.commands.run(call, (act) => writeChannel(act, { ...checked(body), channelId: null }));
  }

  @Post(':id')
  @HttpCode(200)
  @Policy('channel.write')
  @TakesId()
  @TakesCommand()
  @Answers(writtenView)
  async change(@Id() id: string, @Body() body: ChannelBody, @Call() call: CommandCall) {
    return this.commands.run(call, (act) => writeChannel(act, { ...checked(body), channelId: id }));
  }

  /** 试发一条给本人，与其他通知走同一条路。 */
  @Post(':id/trial')
  @HttpCode(200)
  @Policy('channel.write')
  @TakesId()
  @TakesCommand()
  @Answers(object('ChannelTried', { deliveryId: id }))
  async try(@Id() id: string, @Call() call: CommandCall) {
    return this.commands.run(call, (act) => tryChannel(act, { channelId: id }));
  }

  /** 登记接收地址；不填地址则取消。 */
  @Post(':id/address')
  @HttpCode(200)
  @Policy('channel.address')
  @TakesId()
  @TakesCommand()
  @Answers(doneView)
  async address(@Id() id: string, @Body() body: AddressBody, @Call() call: CommandCall) {
    await this.commands.run(call, (act) =>
      writeChannelAddress(act, {
        channelId: id,
        personId: body.personId ?? call.request.session?.personId ?? '',
        address: body.address ?? '',
      }),
    );
    return { done: 'yes' };
  }
}

function checked(body: ChannelBody): ChannelBody {
  const wrong = Object.entries(body.fields).find(([, value]) => typeof value !== 'string');
  if (wrong) throw new RefusalProblem({ code: 'CHANNEL.FIELD_INVALID', params: { field: wrong[0] } });
  return body;
}
