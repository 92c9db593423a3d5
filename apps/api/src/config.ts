import 'reflect-metadata';
import { plainToInstance, Type } from 'class-transformer';
import { IsBoolean, IsInt, IsNotEmpty, IsOptional, IsString, Max, Min, MinLength, validateSync } from 'class-validator';

/** What the API is told by its surroundings. `process.env` is read here and nowhere else in this app. */
export class ApiConfig {
  @IsString({ message: 'DUBAN_DATABASE_URL应为PostgreSQL的连接地址' })
  @IsNotEmpty({ message: 'DUBAN_DATABASE_URL不能为空' })
  databaseUrl!: string;

  @IsString({ message: 'DUBAN_FILES应为存放附件的文件夹' })
  @IsNotEmpty({ message: 'DUBAN_FILES不能为空' })
  filesFolder!: string;

  @IsString({ message: 'DUBAN_SECRET应为至少32个字符的密钥' })
  @MinLength(32, { message: 'DUBAN_SECRET应为至少32个字符的密钥' })
  secret!: string;

  @Type(() => Number)
  @IsInt({ message: 'DUBAN_PORT应为端口号' })
  @Min(0, { message: 'DUBAN_PORT应为端口号' })
  @Max(65_535, { message: 'DUBAN_PORT应为端口号' })
  port = 8080;

  @IsString({ message: 'DUBAN_HOST应为监听地址' })
  host = '127.0.0.1';

  @IsOptional()
  @IsString({ message: 'DUBAN_ANCHORS应为存放留痕校验值的文件夹' })
  anchorsFolder?: string;

  @IsOptional()
  @IsString({ message: 'DUBAN_WEB应为已构建网页的文件夹' })
  webFolder?: string;

  @IsBoolean({ message: 'DUBAN_TLS应为true或false' })
  behindTls = false;

  @Type(() => Number)
  @IsInt({ message: 'DUBAN_TRUSTED_PROXIES应为代理层数' })
  @Min(0, { message: 'DUBAN_TRUSTED_PROXIES应为代理层数' })
  trustedProxies = 0;

  @Type(() => Number)
  @IsInt({ message: 'DUBAN_POOL应为连接数' })
  @Min(2, { message: 'DUBAN_POOL至少为2' })
  poolSize = 20;
}

/** Reads and checks the configuration; throws one error that lists everything that is wrong and prints no value. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): ApiConfig {
  const given = {
    databaseUrl: env['DUBAN_DATABASE_URL'],
    filesFolder: env['DUBAN_FILES'],
    anchorsFolder: env['DUBAN_ANCHORS'],
    secret: env['DUBAN_SECRET'],
    port: env['DUBAN_PORT'],
    host: env['DUBAN_HOST'],
    webFolder: env['DUBAN_WEB'],
    behindTls: env['DUBAN_TLS'] === undefined ? undefined : wordAsFact(env['DUBAN_TLS']),
    trustedProxies: env['DUBAN_TRUSTED_PROXIES'],
    poolSize: env['DUBAN_POOL'],
  };
  const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const config = plainToInstance(ApiConfig, set, { exposeDefaultValues: true });
  const faults = validateSync(config).flatMap((error) => Object.values(error.constraints ?? {}).slice(0, 1));
  if (faults.length > 0) throw new Error(`接口服务的设置有误：${faults.join('；')}`);
  return config;
}

const wordAsFact = (word: string): unknown => (word === 'true' ? true : word === 'false' ? false : word);
