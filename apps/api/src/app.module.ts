import { Module, type DynamicModule } from '@nestjs/common';
import { SessionController } from './access/session.controller';
import { ApiContext } from './api-context';
import { FilesController } from './files/files.controller';
import { Commands } from './http/command-call';
import { HealthController } from './http/health.controller';
import { ApiDocument, OpenApiController } from './http/openapi.controller';

const CONTROLLERS = [SessionController, FilesController, HealthController, OpenApiController];

@Module({})
export class AppModule {
  static with(context: ApiContext, document: ApiDocument): DynamicModule {
    return {
      module: AppModule,
      controllers: CONTROLLERS,
      providers: [{ provide: ApiContext, useValue: context }, { provide: ApiDocument, useValue: document }, Commands],
    };
  }
}
