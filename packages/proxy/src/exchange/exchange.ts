import type { ClientConnection, RequestReceiver } from '../connections/client-connection.js';
import type {
  AnswerReceiver,
  UpstreamConnection,
  UpstreamFailure,
} from '../connections/upstream-connection.js';
import type { ConnectFailure, ConnectionWaiter } from '../connections/upstream-pool.js';
import type { BodyForm } from '../http/body-reader.js';
import type { HeadRefusal, RequestHead } from '../http/request-head.js';
import type { ResponseHead } from '../http/response-head.js';
import { EndpointEvent } from '../rules/endpoint-event.js';
import { endpointRewrite } from '../rules/endpoint-rewrite.js';
import { JsonRpcCode, jsonRpcError } from '../rules/json-rpc-error.js';
import { MAX_REDIRECTS, redirectTarget } from '../rules/redirect.js';
import { SESSION_HEADER } from '../sessions/session-id.js';
import type { Session } from '../sessions/session-store.js';
import { failure, refusal } from './admission.js';
import { isEventStream, sessionIdIn } from './answer-fields.js';
import { AnswerPassage } from './answer-passage.js';
import type { ExchangeContext } from './exchange-context.js';
import { HeldAnswer, type HoldReason } from './held-answer.js';
import { IncomingRequest } from './incoming-request.js';
import { type LocalAnswer, localAnswerText } from './local-answer.js';
import { OutgoingFields } from './outgoing-fields.js';
import { SessionClaim } from './session-claim.js';
import { noteAnswer } from './session-rules.js';

/**
 * An upstream that closes an idle connection while a request is on its way to it shows within a round trip. A reset that
 * comes later is that of a server which may have been at work on the request.
 */
const REUSE_RACE_MS = 200;

/** Seconds after which a client may try again when the store of sessions is out of reach. */
const STORE_RETRY_SECONDS = 1;

/**
 * How far an exchange has come: its body tells what it is, its session is looked for, a connection is made, the answer is
 * awaited, the answer passes. `refusing` waits for the id that the refusal echoes, `recovering` for the session.
 */
type Phase = 'reading' | 'finding' | 'refusing' | 'connecting' | 'sent' | 'recovering' | 'passing' | 'done';

/** One request and its answer: from a client's connection to one of the upstream's, and back. */
export class Exchange implements RequestReceiver, ConnectionWaiter, AnswerReceiver {
  readonly #context: ExchangeContext;
  readonly #client: ClientConnection;
  readonly #request: IncomingRequest;
  readonly #claim: SessionClaim;
  readonly #passage: AnswerPassage;
  readonly #outgoing: OutgoingFields;
  readonly #startedAt = performance.now();
  #phase: Phase = 'reading';
  /** Under which the upstream is asked. */
  #target = '';
  #isInitialize = false;
  #upstream: UpstreamConnection | undefined;
  #sentAt = 0;
  #redirects = 0;
  /** Whether its session was found lost once already. */
  #isRecovered = false;
  #heldAnswer: HeldAnswer | undefined;
  #endpoint: EndpointEvent | undefined;
  #isStream = false;
  #status = 0;

  constructor(head: RequestHead, client: ClientConnection, context: ExchangeContext) {
    this.#context = context;
    this.#client = client;
    this.#request = new IncomingRequest(head, context.budget);
    this.#claim = new SessionClaim(context.store);
    this.#passage = new AnswerPassage(client, head, context.idleTimeoutMs);
    this.#outgoing = new OutgoingFields(head, client.peer.forwarded, context.headerRules);
  }

  // The client's side.

  onRequest(): void {
    const { admission, counts } = this.#context;
    counts.requests += 1;
    const admitted = admission.admit(this.#request.head);
    if (typeof admitted !== 'string') {
      this.#answer(admitted);
      return;
    }
    this.#target = admitted;
    if (this.#request.isKnownByHead) this.#findSession();
  }

  onRequestBody(piece: Buffer): void {
    if (this.#phase === 'done') return;
    const { held } = this.#request;
    held.push(piece);
    if (this.#upstream === undefined) {
      if (this.#phase === 'reading') this.#readBody();
      if (held.isFull) this.#client.holdBack();
    } else if (!this.#upstream.write(piece)) {
      this.#client.holdBack();
    }
  }

  onRequestEnd(): void {
    this.#request.isWhole = true;
    if (this.#phase === 'reading') this.#readBody();
    else if (this.#phase === 'refusing') this.#refuseUnknownSession();
    else this.#upstream?.endRequest();
  }

  onRequestBroken({ status, reason }: HeadRefusal): void {
    this.#hangUp();
    this.#answer(refusal(status, reason));
  }

  onClientDrain(): void {
    this.#upstream?.resume();
  }

  onClientGone(): void {
    this.#hangUp();
    this.#end();
  }

  // From the request to the upstream.

  /** Reads the body as far as it goes, until it shows what the request is. */
  #readBody(): void {
    const { allowsBatches, checksHeaders } = this.#context;
    const kind = this.#request.readKind(checksHeaders);
    if (kind === undefined) return;
    const mismatch = checksHeaders ? this.#request.headerMismatch() : undefined;
    if (kind === 'batch' && !allowsBatches) {
      this.#answer(refusal(400, 'batches are not served'));
    } else if (mismatch !== undefined) {
      this.#answer({
        status: 400,
        body: jsonRpcError({ code: JsonRpcCode.headerMismatch, message: mismatch }),
      });
    } else {
      this.#isInitialize = kind === 'initialize';
      this.#findSession();
    }
  }

  #findSession(): void {
    const { store } = this.#context;
    const id = this.#isInitialize ? undefined : this.#request.sessionId(this.#target);
    if (id === undefined) {
      // A session that could not be noted would be lost to the other proxies of the store.
      if (this.#isInitialize && !store.ready) this.#storeFails();
      else this.#connect();
      return;
    }
    this.#phase = 'finding';
    const found = store.find(id);
    if (!(found instanceof Promise)) {
      this.#takeSession(found);
      return;
    }
    found.then(
      (session) => this.#takeSession(session),
      () => this.#storeFails(),
    );
  }

  #takeSession(session: Session | undefined): void {
    if (this.#phase === 'done') return;
    if (session !== undefined) {
      this.#claim.take(session);
      this.#connect();
    } else if (!this.#context.refusesUnknownSessions) {
      this.#connect();
    } else {
      this.#phase = 'refusing';
      if (this.#request.isWhole || this.#request.held.isFull) this.#refuseUnknownSession();
    }
  }

  #refuseUnknownSession(): void {
    const error = {
      code: JsonRpcCode.sessionNotFound,
      message: 'Session not found',
      id: this.#request.rpcId(),
    };
    this.#answer({ status: 404, body: jsonRpcError(error) });
  }

  #connect({ fresh = false, anywhere = false } = {}): void {
    this.#phase = 'connecting';
    const { pool } = this.#context;
    const { address } = this.#claim;
    // What a shared store says is not to lead to just any address.
    const isBound = !anywhere && address !== undefined && pool.couldBe(address);
    pool.acquire({ address: isBound ? address : undefined, fresh }, this);
  }

  onConnection(connection: UpstreamConnection): void {
    if (this.#phase === 'done') {
      this.#context.pool.release(connection);
      return;
    }
    this.#phase = 'sent';
    this.#upstream = connection;
    this.#sentAt = performance.now();
    const { head, held, isWhole } = this.#request;
    const takesMore = connection.send(
      { method: head.method, head: this.#requestText(), body: held.bytes() },
      this,
    );
    held.noteSent();
    if (isWhole) connection.endRequest();
    if (takesMore) this.#client.readOn();
    else this.#client.holdBack();
  }

  onConnectFailure({ reason, timedOut }: ConnectFailure): void {
    if (this.#phase === 'done') return;
    const { session } = this.#claim;
    // The address that a session is bound to may be gone for good while others are there.
    if (session === undefined || this.#isRecovered) this.#fail(timedOut ? 504 : 502, reason);
    else if (this.#request.canBeSentAgain) this.#recover(session);
    else this.#connectAnywhere();
  }

  onUpstreamDrain(): void {
    this.#client.readOn();
  }

  #requestText(): string {
    const { pool, recovery } = this.#context;
    const { session, replacementId } = this.#claim;
    const canResume = session === undefined || replacementId === undefined || recovery === undefined;
    return this.#outgoing.requestText({
      target: this.#target,
      host: pool.origin.host,
      dropsSessionId: this.#isInitialize,
      sessionId: replacementId,
      canResumeStream: () => canResume || recovery.canResumeStream(session.id),
    });
  }

  // From the upstream to the client.

  onInterimAnswer(head: ResponseHead): void {
    this.#passage.interim(head);
  }

  onAnswerHead(head: ResponseHead): BodyForm {
    const { events, watch } = this.#context;
    if (head.status === 401) events.onUnauthorized?.();
    if (head.status < 300 && this.#request.head.method === 'POST') watch.begin(this.#target);
    const reason = this.#holdReason(head);
    if (reason !== undefined) {
      this.#heldAnswer = new HeldAnswer(head, reason);
      return this.#passage.formOf(head, undefined);
    }
    this.#endpoint = this.#endpointOf(head);
    const noted = this.#note(head);
    if (noted === undefined) {
      this.#pass(head);
    } else {
      this.#heldAnswer = new HeldAnswer(head, 'noting');
      noted.then(
        () => this.#passHeld(),
        () => this.#storeFails(),
      );
    }
    return this.#passage.formOf(head, this.#endpoint);
  }

  onAnswerBody(piece: Buffer): void {
    const held = this.#heldAnswer;
    if (held === undefined) {
      if (!this.#passage.push(piece)) this.#upstream?.pause();
      if (this.#endpoint?.isDone === true) this.#beginLegacySession(this.#endpoint);
      return;
    }
    held.push(piece);
    if (!held.isFull) return;
    if (held.reason === 'noting') this.#upstream?.pause();
    else this.#passHeld();
  }

  onAnswerPause(): void {
    this.#passage.flush();
  }

  onAnswerEnd(): void {
    this.#upstream = undefined;
    const held = this.#heldAnswer;
    if (held === undefined) {
      this.#finish();
      return;
    }
    held.isEnded = true;
    if (held.reason === 'redirect') this.#followRedirect(held);
    else if (held.reason === 'recovery') this.#recover(this.#claim.session!);
  }

  onUpstreamFailure({ reason, byte }: UpstreamFailure): void {
    const connection = this.#upstream;
    this.#upstream = undefined;
    const isEarly = performance.now() - this.#sentAt < REUSE_RACE_MS;
    const lostRace = connection?.isReused === true && !byte && isEarly;
    if (lostRace && this.#request.held.isIntact) {
      this.#context.counts.retried += 1;
      this.#request.held.noteUnsent();
      this.#connect({ fresh: true });
    } else {
      this.#fail(502, reason);
    }
  }

  #note(head: ResponseHead): Promise<unknown> | undefined {
    return noteAnswer(this.#context.store, {
      method: this.#request.head.method,
      isInitialize: this.#isInitialize,
      session: this.#claim.session,
      target: this.#target,
      status: head.status,
      answerId: sessionIdIn(head),
      address: this.#upstream!.address,
      body: () => this.#request.body,
    });
  }

  #pass(head: ResponseHead): void {
    this.#phase = 'passing';
    this.#context.counts.answered += 1;
    this.#status = head.status;
    // Of a client that is answered before it has sent its request whole, the rest is not waited for.
    if (!this.#request.isWhole) this.#client.isLast = true;
    const { session, replacementId } = this.#claim;
    this.#passage.begin(head, {
      sessionId: replacementId === undefined ? undefined : session?.id,
      endpoint: this.#endpoint,
    });
    if (isEventStream(head)) this.#openStream();
  }

  #openStream(): void {
    const { counts, events, standing } = this.#context;
    this.#isStream = true;
    counts.openStreams += 1;
    events.onStreamOpened?.();
    if (this.#request.head.method === 'GET') standing.add(this);
  }

  /** The event by which a legacy server announces its endpoint begins the stream of a GET without a session. */
  #endpointOf(head: ResponseHead): EndpointEvent | undefined {
    const { method, fields } = this.#request.head;
    if (method !== 'GET' || head.status !== 200 || this.#claim.session !== undefined) return undefined;
    if (head.fields.names.includes(SESSION_HEADER) || !isEventStream(head)) return undefined;
    const { isTrusted } = this.#client.peer;
    return new EndpointEvent(endpointRewrite(fields, { prefix: this.#context.endpointPrefix, isTrusted }));
  }

  #beginLegacySession({ sessionId }: EndpointEvent): void {
    this.#endpoint = undefined;
    if (sessionId === undefined || this.#upstream === undefined) return;
    const origin = { address: this.#upstream.address, target: this.#target, initialize: undefined };
    void this.#claim.begin(sessionId, origin);
  }

  // Answers that wait: redirects, and sessions that the upstream has lost.

  #holdReason(head: ResponseHead): HoldReason | undefined {
    if (head.status < 300 || head.status >= 500 || !this.#request.canBeSentAgain) return undefined;
    if (head.status === 404) return this.#isSessionLost() ? 'recovery' : undefined;
    return this.#redirectTarget(head) === undefined ? undefined : 'redirect';
  }

  /** Whether a 404 at this target says that the session is lost, and can be healed. */
  #isSessionLost(): boolean {
    const { session } = this.#claim;
    if (session === undefined || this.#isRecovered || this.#context.recovery === undefined) return false;
    if (this.#request.head.method === 'DELETE') return false;
    return session.origin.initialize !== undefined && session.origin.target === this.#target;
  }

  #redirectTarget(head: ResponseHead): string | undefined {
    if (this.#redirects >= MAX_REDIRECTS) return undefined;
    return redirectTarget({
      status: head.status,
      location: head.fields.first('location'),
      target: this.#target,
      upstreamOrigin: this.#context.pool.origin.origin,
    });
  }

  #followRedirect({ head }: HeldAnswer): void {
    this.#heldAnswer = undefined;
    this.#target = this.#redirectTarget(head)!;
    this.#redirects += 1;
    this.#context.counts.redirected += 1;
    this.#request.held.noteUnsent();
    this.#connect();
  }

  /** Has the session recovered, and sends the request to what it is then. */
  #recover(session: Session): void {
    this.#phase = 'recovering';
    this.#isRecovered = true;
    const recovered = this.#context.recovery?.recover(session, this.#outgoing);
    void Promise.resolve(recovered).then((current) => {
      if (this.#phase === 'done') return;
      if (current !== undefined) {
        this.#heldAnswer = undefined;
        this.#claim.renew(current);
        this.#request.held.noteUnsent();
        this.#connect();
      } else if (this.#heldAnswer !== undefined) {
        // It is not to be had again: the client gets what the upstream said of it.
        this.#claim.lose();
        this.#passHeld();
      } else {
        this.#connectAnywhere();
      }
    });
  }

  /** The session's id may mean something at another address of the upstream as well. */
  #connectAnywhere(): void {
    this.#isRecovered = true;
    this.#connect({ fresh: true, anywhere: true });
  }

  /** Lets an answer that was held pass after all. */
  #passHeld(): void {
    const held = this.#heldAnswer;
    if (held === undefined || this.#phase === 'done') return;
    this.#heldAnswer = undefined;
    this.#pass(held.head);
    let takesMore = true;
    for (const piece of held.pieces) takesMore = this.#passage.push(piece);
    if (held.isEnded) {
      this.#finish();
      return;
    }
    this.#passage.flush();
    if (takesMore) this.#upstream?.resume();
    else this.#upstream?.pause();
  }

  // Ends.

  /** Ends a standing stream, so that its client knows that it is over. */
  endStream(): void {
    const isBetweenChunks = this.#upstream?.isBetweenChunks ?? false;
    this.#hangUp();
    this.#client.isLast = true;
    const isToldSo = this.#passage.endEarly(isBetweenChunks);
    this.#end();
    if (isToldSo) this.#client.finish();
    else this.#client.destroy();
  }

  #storeFails(): void {
    const message = 'the store of sessions is out of reach';
    this.#hangUp();
    this.#answer({ ...failure(503, message), lines: [`Retry-After: ${STORE_RETRY_SECONDS}`] });
  }

  #fail(status: number, reason: string): void {
    const { counts, events, pool } = this.#context;
    counts.upstreamFailures += 1;
    events.onUpstreamFailure?.(reason);
    this.#answer(failure(status, `upstream ${pool.origin.origin}: ${reason}`));
  }

  /** Answers in the upstream's place; a client that has part of an answer can only be cut off. */
  #answer(answer: LocalAnswer): void {
    if (this.#phase === 'done') return;
    if (this.#passage.isBegun) {
      this.#end();
      if (this.#passage.endsWithConnection) this.#client.reset();
      else this.#client.destroy();
      return;
    }
    if (!this.#request.isWhole) this.#client.isLast = true;
    this.#status = answer.status;
    if (answer.status >= 400 && answer.status < 500) this.#context.counts.refused += 1;
    const { isLast } = this.#client;
    const headOnly = this.#request.head.method === 'HEAD';
    this.#client.writeHead(localAnswerText(answer, { isLast, headOnly }), undefined);
    this.#end();
    this.#client.finish();
  }

  #finish(): void {
    this.#passage.end();
    this.#end();
    this.#client.finish();
  }

  #hangUp(): void {
    this.#upstream?.destroy();
    this.#upstream = undefined;
  }

  /** Lets go of everything that the exchange holds. */
  #end(): void {
    if (this.#phase === 'done') return;
    this.#phase = 'done';
    this.#heldAnswer = undefined;
    this.#request.held.release();
    this.#claim.letGo();
    const { counts, standing, events } = this.#context;
    if (this.#isStream) {
      counts.openStreams -= 1;
      standing.delete(this);
      events.onStreamClosed?.();
    }
    events.onExchange?.({
      method: this.#request.head.method,
      target: this.#target,
      status: this.#status,
      milliseconds: performance.now() - this.#startedAt,
      sessionId: this.#claim.session?.id,
    });
  }
}
