import 'reflect-metadata';
import { plainToInstance, Type } from 'class-transformer';
import { IsBoolean, IsInt, IsNotEmpty, IsOptional, IsString, Max, Min, validateSync } from 'class-validator';

/** What the worker is told by its surroundings. `process.env` is read here and nowhere else in this app. */
export class WorkerConfig {
  @IsString({ message: 'DUBAN_DATABASE_URL应为PostgreSQL的连接地址' })
  @IsNotEmpty({ message: 'DUBAN_DATABASE_URL不能为空' })
  databaseUrl!: string;

  @IsString({ message: 'DUBAN_FILES应为存放附件的文件夹' })
  @IsNotEmpty({ message: 'DUBAN_FILES不能为空' })
  filesFolder!: string;

  @IsString({ message: 'DUBAN_TEMPORAL_ADDRESS应为Temporal服务器的地址' })
  @IsNotEmpty({ message: 'DUBAN_TEMPORAL_ADDRESS不能为空' })
  temporalAddress!: string;

  @IsString({ message: 'DUBAN_TEMPORAL_NAMESPACE应为名称' })
  temporalNamespace = 'default';

  @IsBoolean({ message: 'DUBAN_TEMPORAL_TLS应为true或false' })
  temporalTls = false;

  @IsOptional()
  @IsString({ message: 'DUBAN_TEMPORAL_API_KEY应为密钥' })
  temporalApiKey?: string;

  @IsString({ message: 'DUBAN_TASK_QUEUE应为名称' })
  @IsNotEmpty({ message: 'DUBAN_TASK_QUEUE不能为空' })
  taskQueue = 'duban';

  /** Better on another host than the database; without it the head of the record is anchored nowhere. */
  @IsOptional()
  @IsString({ message: 'DUBAN_ANCHORS应为存放留痕校验值的文件夹' })
  anchorsFolder?: string;

  /** Health and metrics; without a port there is no such server. */
  @IsOptional()
  @Type(() => Number)
  @IsInt({ message: 'DUBAN_WORKER_PORT应为端口号' })
  @Min(0, { message: 'DUBAN_WORKER_PORT应为端口号' })
  @Max(65_535, { message: 'DUBAN_WORKER_PORT应为端口号' })
  healthPort?: number;

  @IsString({ message: 'DUBAN_WORKER_HOST应为监听地址' })
  healthHost = '127.0.0.1';

  @Type(() => Number)
  @IsInt({ message: 'DUBAN_POOL应为连接数' })
  @Min(2, { message: 'DUBAN_POOL至少为2' })
  poolSize = 10;

  @IsOptional()
  @IsString({ message: 'DUBAN_BUILD应为版本名称' })
  buildId?: string;
}

/** Reads and checks the configuration; throws one error that lists everything that is wrong and prints no value. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): WorkerConfig {
  const given = {
    databaseUrl: env['DUBAN_DATABASE_URL'],
    filesFolder: env['DUBAN_FILES'],
    temporalAddress: env['DUBAN_TEMPORAL_ADDRESS'],
    temporalNamespace: env['DUBAN_TEMPORAL_NAMESPACE'],
    temporalTls: env['DUBAN_TEMPORAL_TLS'] === undefined ? undefined : wordAsFact(env['DUBAN_TEMPORAL_TLS']),
    temporalApiKey: env['DUBAN_TEMPORAL_API_KEY'],
    taskQueue: env['DUBAN_TASK_QUEUE'],
    anchorsFolder: env['DUBAN_ANCHORS'],
    healthPort: env['DUBAN_WORKER_PORT'],
    healthHost: env['DUBAN_WORKER_HOST'],
    poolSize: env['DUBAN_POOL'],
    buildId: env['DUBAN_BUILD'],
  };
  const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const config = plainToInstance(WorkerConfig, set, { exposeDefaultValues: true });
  const faults = validateSync(config).flatMap((error) => Object.values(error.constraints ?? {}).slice(0, 1));
  if (faults.length > 0) throw new Error(`工作进程的设置有误：${faults.join('；')}`);
  return config;
}

const wordAsFact = (word: string): unknown => (word === 'true' ? true : word === 'false' ? false : word);
