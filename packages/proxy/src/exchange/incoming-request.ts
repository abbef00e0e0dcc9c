import type { RequestHead } from '../http/request-head.js';
import { methodOf, readBeginning, requestIdOf } from '../rules/json-rpc-message.js';
import { legacySessionOf } from '../rules/legacy-session.js';
import { headerMismatch } from '../rules/protocol-revision.js';
import { isSessionId, SESSION_HEADER } from '../sessions/session-id.js';
import { HeldBody, type HoldBudget } from './held-body.js';

/** What the body of a request turns out to be; `other` is also what has none. */
export type RequestKind = 'batch' | 'initialize' | 'other';

/** A request as far as it has come, and what it says of itself. */
export class IncomingRequest {
  readonly head: RequestHead;
  readonly held: HeldBody;
  /** Whether its body has come to its end. */
  isWhole: boolean;
  #readAgainAt = 0;

  constructor(head: RequestHead, budget: HoldBudget) {
    this.head = head;
    this.held = new HeldBody(head.body, budget);
    this.isWhole = head.body.by === 'none';
  }

  /** Whether its kind is known before any of its body: whoever waits for a word before it sends that shows nothing. */
  get isKnownByHead(): boolean {
    return this.head.method !== 'POST' || this.isWhole || this.head.expectsContinue;
  }

  /** Whether all of it is there to be sent once more. */
  get canBeSentAgain(): boolean {
    return this.isWhole && this.held.isIntact;
  }

  /** Its body, without chunk framing, where all of it is there. */
  get body(): Buffer | undefined {
    return this.canBeSentAgain ? this.held.data() : undefined;
  }

  /**
   * What the body is, from as much of it as is there; `undefined` while more may tell.
   * @param wantsAll whether to wait for the whole of it, up to what is held.
   */
  readKind(wantsAll: boolean): RequestKind | undefined {
    const isAll = this.isWhole || this.held.isFull;
    if (!isAll && (wantsAll || this.held.size < this.#readAgainAt)) return undefined;
    const beginning = readBeginning(this.held.data(), isAll);
    if (beginning !== 'undecided') return beginning;
    // Each reading begins at the first byte.
    this.#readAgainAt = 2 * this.held.size;
    return undefined;
  }

  /** The tracked session that it may belong to, by its header or, for a legacy endpoint, by the query of `target`. */
  sessionId(target: string): string | undefined {
    const { fields, method } = this.head;
    const index = fields.names.indexOf(SESSION_HEADER);
    if (index === -1) return method === 'POST' ? legacySessionOf(target) : undefined;
    const id = fields.valueAt(index);
    return isSessionId(id) ? id : undefined;
  }

  /** JSON text of the id that an error in answer to it echoes. */
  rpcId(): string | undefined {
    return this.head.method === 'POST' ? requestIdOf(this.held.data()) : undefined;
  }

  /** Why its headers contradict its body; not told where the body is too long to be held. */
  headerMismatch(): string | undefined {
    const { fields, method } = this.head;
    if (!this.isWhole) return undefined;
    return headerMismatch({
      httpMethod: method,
      fields,
      hasSessionId: fields.names.includes(SESSION_HEADER),
      bodyMethod: () => methodOf(this.held.data()),
    });
  }
}
