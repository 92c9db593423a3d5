import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { ServerUnavailable } from '@duban/database';
import { cacheSubfolder } from './cache-folder';
import { findProgram, lastLines, runProgram } from './run-program';

/** Pinned: our launcher calls a class that is internal to the test server. */
export const testServerVersion = '1.32.0';

/** Pinned, so that the same jars come for the same pom. */
const copyDependencies = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies';

const pom = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>duban</groupId>
  <artifactId>time-server</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency>
      <groupId>io.temporal</groupId>
      <artifactId>temporal-test-server</artifactId>
      <version>${testServerVersion}</version>
    </dependency>
  </dependencies>
</project>
`;

export interface TimeServerProgram {
  java: string;
  classPath: string;
}

/** In the sources and in the built package alike: libs/temporal/java. */
const launcherSource = join(__dirname, '..', '..', 'java', 'TimeServer.java');

/**
 * Java, the jars of Temporal's time-skipping server and our compiled launcher. The jars come once through Maven and are kept in the
 * cache with the compiled class; a change of either makes a new folder there.
 * @throws ServerUnavailable (NO_JAVA, NO_MAVEN, START_FAILED) with one Chinese sentence on what to do
 */
export async function prepareTimeServer(onProgress: (sentence: string) => void): Promise<TimeServerProgram> {
  const javaFolders = process.env['JAVA_HOME'] ? [join(process.env['JAVA_HOME'], 'bin')] : [];
  const java = await findProgram('java', javaFolders);
  if (java === undefined) {
    throw new ServerUnavailable(
      'NO_JAVA',
      '推演一年要用 Java：请安装 JDK 17 或更新版本（如 apt install openjdk-17-jdk-headless）后重试。',
    );
  }
  const source = await readFile(launcherSource, 'utf8');
  const mark = createHash('sha256').update(pom).update(source).digest('hex').slice(0, 12);
  const home = join(await cacheSubfolder('time-server'), `${testServerVersion}-${mark}`);
  if (!existsSync(home)) await install(home, source, javaFolders, onProgress);
  return { java, classPath: [join(home, 'classes'), join(home, 'lib', '*')].join(':') };
}

/** Built beside its place and moved there when complete. */
async function install(
  home: string,
  source: string,
  javaFolders: string[],
  onProgress: (sentence: string) => void,
): Promise<void> {
  const staging = await mkdtemp(`${home}.new-`);
  try {
    const lib = join(staging, 'lib');
    const classes = join(staging, 'classes');
    await mkdir(classes);
    await fetchJars(staging, lib, onProgress);
    onProgress('正在编译推演用的时间服务器……');
    await compile(source, staging, lib, classes, javaFolders);
    await rename(staging, home).catch((error: NodeJS.ErrnoException) => {
      // Another process has just made the same.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

async function fetchJars(staging: string, lib: string, onProgress: (sentence: string) => void): Promise<void> {
  const maven = await findProgram('mvn');
  if (maven === undefined) {
    throw new ServerUnavailable(
      'NO_MAVEN',
      '推演一年要用 Maven 取得 Temporal 的时间服务器：请安装 Maven（如 apt install maven）后重试。',
    );
  }
  onProgress('正在用 Maven 取得 Temporal 的时间服务器，只需一次……');
  const pomFile = join(staging, 'pom.xml');
  await writeFile(pomFile, pom);
  const { code, output } = await runProgram(
    maven,
    ['-B', '-q', '-f', pomFile, copyDependencies, `-DoutputDirectory=${lib}`, '-DincludeScope=runtime'],
    {
      limitMs: 15 * 60_000,
      onWait: { everyMs: 15_000, tell: (seconds) => onProgress(`正在取得 Temporal 的时间服务器……已用 ${seconds} 秒`) },
    },
  );
  const hasServer = existsSync(lib) && (await readdir(lib)).includes(`temporal-test-server-${testServerVersion}.jar`);
  if (code !== 0 || !hasServer) {
    const detail = code === undefined ? '超过 15 分钟' : lastLines(output, 1);
    throw new ServerUnavailable(
      'START_FAILED',
      `Maven 没有取得 Temporal 的时间服务器，请检查网络或 Maven 的仓库设置后重试：${detail}`,
    );
  }
}

async function compile(source: string, staging: string, lib: string, classes: string, javaFolders: string[]): Promise<void> {
  const javac = await findProgram('javac', javaFolders);
  if (javac === undefined) {
    throw new ServerUnavailable('NO_JAVA', '本机只有 Java 运行环境，缺少编译程序 javac：请安装 JDK 17 或更新版本后重试。');
  }
  const file = join(staging, 'TimeServer.java');
  await writeFile(file, source);
  const { code, output } = await runProgram(javac, ['--release', '17', '-cp', join(lib, '*'), '-d', classes, file], {
    limitMs: 120_000,
  });
  if (code !== 0)
    throw new ServerUnavailable('START_FAILED', `时间服务器编译失败，请使用 JDK 17 或更新版本：${lastLines(output, 2)}`);
}
