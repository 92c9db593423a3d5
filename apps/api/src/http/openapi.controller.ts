import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Policy } from '../access/policy.decorator';

/** Holds the document once it is made: it needs the whole application to be made from. */
export class ApiDocument {
  json = '{}';
}

@ApiExcludeController()
@Controller('api')
export class OpenApiController {
  constructor(private readonly document: ApiDocument) {}

  @Get('openapi.json')
  @Header('Content-Type', 'application/json; charset=utf-8')
  @Policy('document.read')
  read(): string {
    return this.document.json;
  }
}
