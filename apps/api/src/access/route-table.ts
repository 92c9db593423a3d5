import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner, ModulesContainer, Reflector } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { POLICY } from './policy.decorator';

export interface RouteEntry {
  readonly method: string;
  readonly path: string;
  readonly handler: string;
  readonly policy: string | null;
}

/** Every route of the running application with its policy, from the controllers that Nest has really loaded. */
export function routeTable(app: NestFastifyApplication): RouteEntry[] {
  const discovery = new DiscoveryService(app.get(ModulesContainer));
  const reflector = app.get(Reflector);
  const scanner = new MetadataScanner();
  const entries: RouteEntry[] = [];
  for (const { instance, metatype } of discovery.getControllers()) {
    if (!instance || !metatype) continue;
    const base = pathsOf(Reflect.getMetadata(PATH_METADATA, metatype));
    const prototype = Object.getPrototypeOf(instance) as Record<string, unknown>;
    for (const name of scanner.getAllMethodNames(prototype)) {
      const handler = prototype[name] as (...args: unknown[]) => unknown;
      const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
      if (method === undefined) continue;
      const policy = reflector.get<string | undefined>(POLICY, handler) ?? null;
      for (const prefix of base) {
        for (const path of pathsOf(Reflect.getMetadata(PATH_METADATA, handler))) {
          const whole = `/${[prefix, path].filter((part) => part !== '').join('/')}`;
          entries.push({ method: RequestMethod[method], path: whole, handler: `${metatype.name}.${name}`, policy });
        }
      }
    }
  }
  return entries;
}

const pathsOf = (path: unknown): string[] =>
  (Array.isArray(path) ? (path as string[]) : [String(path ?? '')]).map((each) => each.replace(/^\/+|\/+$/g, ''));
