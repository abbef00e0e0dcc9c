import type { EndedExchange } from '../exchange/exchange-context.js';

/** Methods that have a series of their own; all others share one. */
export const METHOD_LABELS = ['GET', 'POST', 'DELETE', 'OPTIONS', 'HEAD', 'other'] as const;
export type MethodLabel = (typeof METHOD_LABELS)[number];

/** Upper bounds, in milliseconds. */
export const BUCKETS_MS = [
  1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000,
] as const;

const FIRST_STATUS = 100;
const LAST_STATUS = 599;

/** What is counted of the requests of one method. */
export class MethodCounts {
  /** By status; what is none from 100 to 599, such as no answer at all, under 0. */
  readonly byStatus = new Map<number, number>();
  /** How many took no longer than each bound and longer than the one before it. The last is of those beyond all bounds. */
  readonly buckets = new Uint32Array(BUCKETS_MS.length + 1);
  milliseconds = 0;
  count = 0;

  add(status: number, milliseconds: number): void {
    const key = status >= FIRST_STATUS && status <= LAST_STATUS ? status : 0;
    this.byStatus.set(key, (this.byStatus.get(key) ?? 0) + 1);
    let index = 0;
    while (index < BUCKETS_MS.length && milliseconds > BUCKETS_MS[index]!) index += 1;
    this.buckets[index]! += 1;
    this.milliseconds += milliseconds;
    this.count += 1;
  }
}

/** Requests by method and status, and how long they took: plain numbers, since each request pays for them. */
export class RequestCounts {
  readonly byMethod: Readonly<Record<MethodLabel, MethodCounts>> = {
    GET: new MethodCounts(),
    POST: new MethodCounts(),
    DELETE: new MethodCounts(),
    OPTIONS: new MethodCounts(),
    HEAD: new MethodCounts(),
    other: new MethodCounts(),
  };

  readonly onExchange = ({ method, status, milliseconds }: EndedExchange): void => {
    this.byMethod[labelOf(method)].add(status, milliseconds);
  };
}

function labelOf(method: string): MethodLabel {
  switch (method) {
    case 'GET':
    case 'POST':
    case 'DELETE':
    case 'OPTIONS':
    case 'HEAD':
      return method;
    default:
      return 'other';
  }
}
