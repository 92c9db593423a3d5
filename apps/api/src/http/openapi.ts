import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { namedSchemas } from './views';

/** The OpenAPI document, from the code: routes and bodies from their decorators, answers from their views. */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  const document = SwaggerModule.createDocument(
    app,
    new DocumentBuilder()
      .setTitle('督办')
      .setDescription('法治政府建设督办：计划、任务、填报、签批、督办文书、台账和年度报告。')
      .setVersion('1')
      .addCookieAuth('duban_session')
      .build(),
    { operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}` },
  );
  return { ...document, components: { ...document.components, schemas: { ...document.components?.schemas, ...namedSchemas() } } };
}
