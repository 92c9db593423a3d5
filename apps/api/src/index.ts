export { createApi, type Api, type ApiOptions } from './create-api';
export { routeTable, type RouteEntry } from './access/route-table';
export { POLICIES, type PolicyName, type RoutePolicy } from './access/policies';
export { readConfig, type ApiConfig } from './config';
