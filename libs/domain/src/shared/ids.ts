/** Ids are UUIDv7 strings made by the caller. The aliases say which table one belongs to; they are all plain strings on the wire. */
export type Id = string;
export type JurisdictionId = Id;
export type UnitId = Id;
export type PostId = Id;
export type PersonId = Id;
export type PlanId = Id;
export type TaskId = Id;
export type AssignmentId = Id;
export type ObligationId = Id;
export type InstrumentId = Id;
export type TargetId = Id;
export type SignOffId = Id;
export type EventId = Id;
