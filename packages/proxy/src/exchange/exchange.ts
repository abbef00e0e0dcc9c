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
import { methodOf, readBeginning, requestIdOf } from '../rules/json-rpc-message.js';
import { legacySessionOf } from '../rules/legacy-session.js';
import { headerMismatch } from '../rules/protocol-revision.js';
import { MAX_REDIRECTS, redirectTarget } from '../rules/redirect.js';
import { isSessionId, SESSION_HEADER } from '../sessions/session-id.js';
import type { Session } from '../sessions/session-store.js';
import { failure, refusal } from './admission.js';
import { AnswerPassage } from './answer-passage.js';
import type { ExchangeContext } from './exchange-context.js';
import { HeldAnswer, type HoldReason } from './held-answer.js';
import { HeldBody } from './held-body.js';
import { type LocalAnswer, localAnswerText } from './local-answer.js';
import { requestText, SESSION_ID_AS_IT_CAME } from './request-text.js';
import { noteAnswer } from './session-rules.js';

/**
 * An upstream that closes an idle connection while a request is on its way to it shows within a round trip. A reset that
 * comes later is that of a server which may have been at work on the request.
 */
const REUSE_RACE_MS = 200;

/** Seconds after which a client may try again when the store of sessions is out of reach. */
const STORE_RETRY_SECONDS = 1;

const LAST_EVENT_ID = 'last-event-id';

const EVENT_STREAM = /^text\/event-stream\s*(?:;|$)/i;

/**
 * How far an exchange has come: its body tells what it is, its session is looked for, a connection is made, the answer is
 * awaited, the answer passes. `refusing` waits for the id that the refusal echoes, `recovering` for the session.
 */
type Phase = 'reading' | 'finding' | 'refusing' | 'connecting' | 'sent' | 'recovering' | 'passing' | 'done';

/** One request and its answer. */
export class Exchange implements RequestReceiver, ConnectionWaiter, AnswerReceiver {
  readonly #context: ExchangeContext;
  readonly #client: ClientConnection;
  readonly #head: RequestHead;
  readonly #held: HeldBody;
  readonly #passage: AnswerPassage;
  readonly #startedAt = performance.now();
  #phase: Phase = 'reading';
  /** Under which the upstream is asked. */
  #target = '';
  #isRequestWhole: boolean;
  #readAgainAt = 0;
  #isInitialize = false;
  #session: Session | undefined;
  #letGoOfSession: (() => void) | undefined;
  #upstream: UpstreamConnection | undefined;
  #sentAt = 0;
  #redirects = 0;
  #isRecovered = false;
  #heldAnswer: HeldAnswer | undefined;
  #endpoint: EndpointEvent | undefined;
  #isStream = false;
  #status = 0;

  constructor(head: RequestHead, client: ClientConnection, context: ExchangeContext) {
    this.#head = head;
    this.#client = client;
    this.#context = context;
    this.#held = new HeldBody(head.body, context.budget);
    this.#passage = new AnswerPassage(client, head, context.idleTimeoutMs);
    this.#isRequestWhole = head.body.by === 'none';
  }

  onRequest(): void {
    const { admission, counts } = this.#context;
    counts.requests += 1;
    const admitted = admission.admit(this.#head);
    if (typeof admitted !== 'string') {
      this.#answer(admitted);
      return;
    }
    this.#target = admitted;
    // Whoever waits for a word before it sends its body shows nothing of it until then.
    if (this.#head.method !== 'POST' || this.#isRequestWhole || this.#head.expectsContinue)
      this.#findSession();
  }

  onRequestBody(piece: Buffer): void {
    if (this.#phase === 'done') return;
    this.#held.push(piece);
    if (this.#upstream === undefined) {
      if (this.#phase === 'reading') this.#readBody();
      if (this.#held.isFull) this.#client.holdBack();
    } else if (!this.#upstream.write(piece)) {
      this.#client.holdBack();
    }
  }

  onRequestEnd(): void {
    this.#isRequestWhole = true;
    if (this.#phase === 'reading') this.#readBody();
    else if (this.#phase === 'refusing') this.#refuseUnknownSession();
    else this.#upstream?.endRequest();
  }

  onRequestBroken({ status, reason }: HeadRefusal): void {
    this.#upstream?.destroy();
    this.#upstream = undefined;
    this.#answer(refusal(status, reason));
  }

  onClientDrain(): void {
    this.#upstream?.resume();
  }

  onClientGone(): void {
    this.#upstream?.destroy();
    this.#end();
  }

  onConnection(connection: UpstreamConnection): void {
    if (this.#phase === 'done') {
      this.#context.pool.release(connection);
      return;
    }
    this.#phase = 'sent';
    this.#upstream = connection;
    this.#sentAt = performance.now();
    const body = this.#held.bytes();
    const takesMore = connection.send({ method: this.#head.method, head: this.#requestText(), body }, this);
    this.#held.noteSent();
    if (this.#isRequestWhole) connection.endRequest();
    if (takesMore) this.#client.readOn();
    else this.#client.holdBack();
  }

  onConnectFailure({ reason, timedOut }: ConnectFailure): void {
    if (this.#phase === 'done') return;
    const status = timedOut ? 504 : 502;
    // The address that the session is bound to may be gone for good while others are there.
    if (this.#session === undefined || this.#isRecovered) this.#fail(status, reason);
    else if (this.#canSendAgain()) this.#recover(this.#session, 'unreachable');
    else this.#connectAnywhere();
  }

  onUpstreamDrain(): void {
    this.#client.readOn();
  }

  onInterimAnswer(head: ResponseHead): void {
    this.#passage.interim(head);
  }

  onAnswerHead(head: ResponseHead): BodyForm {
    if (head.status === 401) this.#context.events.onUnauthorized?.();
    const reason = this.#holdReason(head);
    this.#endpoint = reason === undefined ? this.#endpointOf(head) : undefined;
    const form = this.#passage.formOf(head, { endpoint: this.#endpoint });
    if (reason !== undefined) {
      this.#heldAnswer = new HeldAnswer(head, reason);
      return form;
    }
    if (this.#isInitialize && head.status < 300) this.#context.events.onSessionBegun?.(this.#target);
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
    return form;
  }

  onAnswerBody(piece: Buffer): void {
    const held = this.#heldAnswer;
    if (held === undefined) {
      if (!this.#passage.push(piece)) this.#upstream?.pause();
      if (this.#endpoint?.isDone === true) this.#noteLegacySession(this.#endpoint);
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
    else if (held.reason === 'recovery') this.#recover(this.#session!, held);
  }

  onUpstreamFailure({ reason, byte }: UpstreamFailure): void {
    const connection = this.#upstream;
    this.#upstream = undefined;
    const lostRace =
      connection?.isReused === true && !byte && performance.now() - this.#sentAt < REUSE_RACE_MS;
    if (lostRace && this.#held.isIntact) {
      this.#context.counts.retried += 1;
      this.#held.noteUnsent();
      this.#connect({ fresh: true });
    } else {
      this.#fail(502, reason);
    }
  }

  /** Ends a standing stream, so that its client knows that it is over. */
  endStream(): void {
    const isBetweenChunks = this.#upstream?.isBetweenChunks ?? false;
    this.#upstream?.destroy();
    this.#upstream = undefined;
    this.#client.isLast = true;
    const isToldSo = this.#passage.endEarly(isBetweenChunks);
    this.#end();
    if (isToldSo) this.#client.finish();
    else this.#client.destroy();
  }

  /** Reads the body as far as it goes, until it shows what the request is. */
  #readBody(): void {
    const isAll = this.#isRequestWhole || this.#held.isFull;
    // What is held against the headers is the whole of it.
    if (!isAll && this.#context.checksHeaders) return;
    if (!isAll && this.#held.size < this.#readAgainAt) return;
    const beginning = readBeginning(this.#held.data(), isAll);
    if (beginning === 'undecided') {
      // Each reading begins at the first byte.
      this.#readAgainAt = 2 * this.#held.size;
    } else if (beginning === 'batch' && !this.#context.allowsBatches) {
      this.#answer(refusal(400, 'batches are not served'));
    } else {
      this.#isInitialize = beginning === 'initialize';
      this.#checkHeaders();
    }
  }

  #checkHeaders(): void {
    const { fields, method } = this.#head;
    const mismatch =
      this.#context.checksHeaders && this.#isRequestWhole
        ? headerMismatch({
            httpMethod: method,
            fields,
            hasSessionId: fields.names.includes(SESSION_HEADER),
            bodyMethod: () => methodOf(this.#held.data()),
          })
        : undefined;
    if (mismatch === undefined) this.#findSession();
    else
      this.#answer({
        status: 400,
        body: jsonRpcError({ code: JsonRpcCode.headerMismatch, message: mismatch }),
      });
  }

  #findSession(): void {
    const { store } = this.#context;
    const id = this.#isInitialize ? undefined : this.#sessionId();
    if (id === undefined) {
      // A session that could not be noted would be lost to the other proxies of the store.
      if (this.#isInitialize && !store.ready) this.#storeFails();
      else this.#connect({});
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
      this.#session = session;
      this.#letGoOfSession = this.#context.store.holdOpen(session);
    } else if (this.#context.refusesUnknownSessions) {
      this.#phase = 'refusing';
      if (this.#isRequestWhole || this.#held.isFull) this.#refuseUnknownSession();
      return;
    }
    this.#connect({});
  }

  #connect({ fresh = false }: { readonly fresh?: boolean }): void {
    this.#phase = 'connecting';
    const address = this.#session?.replacement?.address ?? this.#session?.origin.address;
    const { pool } = this.#context;
    // What a shared store says is not to lead to just any address.
    pool.acquire(
      { address: address !== undefined && pool.couldBe(address) ? address : undefined, fresh },
      this,
    );
  }

  #requestText(): string {
    const { headerRules, pool } = this.#context;
    const { forwarded } = this.#client.peer;
    const { fields } = this.#head;
    const dropsEventId = this.#dropsEventId();
    const sessionId = this.#isInitialize
      ? undefined
      : (this.#session?.replacement?.upstreamId ?? SESSION_ID_AS_IT_CAME);
    return requestText(this.#head, {
      target: this.#target,
      host: pool.origin.host,
      sessionId,
      added: [...forwarded.lines(fields), ...headerRules.lines],
      strips: (name) =>
        forwarded.drops(name) || headerRules.strips(name) || (dropsEventId && name === LAST_EVENT_ID),
    });
  }

  #dropsEventId(): boolean {
    const { recovery } = this.#context;
    if (this.#head.method !== 'GET' || this.#session?.replacement === undefined || recovery === undefined)
      return false;
    return this.#head.fields.names.includes(LAST_EVENT_ID) && !recovery.canResumeStream(this.#session.id);
  }

  /** Whether an answer waits: a redirect that is followed, or a 404 behind which there is a lost session. */
  #holdReason(head: ResponseHead): HoldReason | undefined {
    if (head.status < 300 || head.status >= 500 || !this.#canSendAgain()) return undefined;
    if (head.status === 404) return this.#isSessionLost(head) ? 'recovery' : undefined;
    return this.#redirectTarget(head) === undefined ? undefined : 'redirect';
  }

  #isSessionLost(head: ResponseHead): boolean {
    const session = this.#session;
    if (session === undefined || this.#isRecovered || this.#context.recovery === undefined) return false;
    return (
      head.status === 404 &&
      this.#head.method !== 'DELETE' &&
      session.origin.initialize !== undefined &&
      session.origin.target === this.#target
    );
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

  #canSendAgain(): boolean {
    return this.#isRequestWhole && this.#held.isIntact && !this.#passage.isBegun;
  }

  #followRedirect({ head }: HeldAnswer): void {
    this.#heldAnswer = undefined;
    this.#target = this.#redirectTarget(head)!;
    this.#redirects += 1;
    this.#context.counts.redirected += 1;
    this.#held.noteUnsent();
    this.#connect({});
  }

  /** Has the session recovered and sends the request to what it is then; `lost` shows that it needs to be. */
  #recover(session: Session, lost: HeldAnswer | 'unreachable'): void {
    const { recovery, headerRules } = this.#context;
    const { forwarded } = this.#client.peer;
    this.#phase = 'recovering';
    this.#isRecovered = true;
    const recovered = recovery?.recover(session, {
      head: this.#head,
      added: [...forwarded.lines(this.#head.fields), ...headerRules.lines],
      strips: (name) => forwarded.drops(name) || headerRules.strips(name),
    });
    void Promise.resolve(recovered).then((current) => {
      if (this.#phase === 'done') return;
      if (current === undefined) {
        this.#giveUp(session, lost);
        return;
      }
      this.#heldAnswer = undefined;
      this.#session = current;
      this.#held.noteUnsent();
      this.#connect({});
    });
  }

  /** The session is not to be had again: the client gets the upstream's own answer, if it gave one. */
  #giveUp(session: Session, lost: HeldAnswer | 'unreachable'): void {
    if (lost instanceof HeldAnswer) {
      void Promise.resolve(this.#context.store.drop(session.id, 'lost')).catch(() => undefined);
      this.#passHeld();
    } else {
      this.#connectAnywhere();
    }
  }

  /** The id as it is may mean something at another address of the upstream as well. */
  #connectAnywhere(): void {
    this.#phase = 'connecting';
    this.#isRecovered = true;
    this.#context.pool.acquire({ fresh: true }, this);
  }

  #note(head: ResponseHead): Promise<unknown> | undefined {
    const upstream = this.#upstream!;
    return noteAnswer(this.#context.store, {
      method: this.#head.method,
      isInitialize: this.#isInitialize,
      session: this.#session,
      target: this.#target,
      status: head.status,
      answerId: this.#onlySessionId(head),
      address: upstream.address,
      body: () => (this.#isRequestWhole && this.#held.isIntact ? this.#held.data() : undefined),
    });
  }

  #pass(head: ResponseHead): void {
    this.#phase = 'passing';
    this.#context.counts.answered += 1;
    this.#status = head.status;
    // Of a client that is answered before it has sent its request whole, the rest is not waited for.
    if (!this.#isRequestWhole) this.#client.isLast = true;
    const isReplaced = this.#session?.replacement !== undefined && head.fields.names.includes(SESSION_HEADER);
    this.#passage.begin(head, {
      sessionId: isReplaced ? this.#session!.id : undefined,
      endpoint: this.#endpoint,
    });
    if (isEventStream(head)) this.#openStream();
  }

  #openStream(): void {
    this.#isStream = true;
    this.#context.counts.openStreams += 1;
    this.#context.events.onStreamOpened?.();
    if (this.#head.method === 'GET') this.#context.standing.add(this);
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

  /** The event by which a legacy server announces its endpoint begins the stream of a GET without a session. */
  #endpointOf(head: ResponseHead): EndpointEvent | undefined {
    if (this.#head.method !== 'GET' || this.#session !== undefined) return undefined;
    if (head.status !== 200 || !isEventStream(head) || head.fields.names.includes(SESSION_HEADER))
      return undefined;
    const { isTrusted } = this.#client.peer;
    const prefix = this.#context.endpointPrefix;
    return new EndpointEvent(endpointRewrite(this.#head.fields, { prefix, isTrusted }));
  }

  /** A legacy session is one with its stream. */
  #noteLegacySession({ sessionId }: EndpointEvent): void {
    this.#endpoint = undefined;
    if (sessionId === undefined || this.#upstream === undefined) return;
    const { store } = this.#context;
    const origin = { address: this.#upstream.address, target: this.#target, initialize: undefined };
    const begin = async () => {
      if (!(await store.create(sessionId, origin))) return;
      const session = await store.find(sessionId);
      const letGo = session === undefined ? undefined : store.holdOpen(session);
      this.#letGoOfSession = () => {
        letGo?.();
        void Promise.resolve(store.drop(sessionId, 'deleted')).catch(() => undefined);
      };
      if (this.#phase === 'done') this.#letGoOfSession();
    };
    void begin().catch(() => undefined);
  }

  /** The session that the request names, be it in its header or in a legacy endpoint's query. */
  #sessionId(): string | undefined {
    const { fields, method } = this.#head;
    const index = fields.names.indexOf(SESSION_HEADER);
    if (index === -1) return method === 'POST' ? legacySessionOf(this.#target) : undefined;
    const id = fields.valueAt(index);
    return isSessionId(id) ? id : undefined;
  }

  #onlySessionId({ fields }: ResponseHead): string | undefined {
    const id = fields.countOf(SESSION_HEADER) === 1 ? fields.first(SESSION_HEADER)! : '';
    return isSessionId(id) ? id : undefined;
  }

  #refuseUnknownSession(): void {
    const id = this.#head.method === 'POST' ? requestIdOf(this.#held.data()) : undefined;
    const error = { code: JsonRpcCode.sessionNotFound, message: 'Session not found', id };
    this.#answer({ status: 404, body: jsonRpcError(error) });
  }

  #storeFails(): void {
    this.#upstream?.destroy();
    this.#upstream = undefined;
    this.#heldAnswer = undefined;
    this.#answer({
      ...failure(503, 'the store of sessions is out of reach'),
      lines: [`Retry-After: ${STORE_RETRY_SECONDS}`],
    });
  }

  #fail(status: number, reason: string): void {
    this.#context.counts.upstreamFailures += 1;
    this.#context.events.onUpstreamFailure?.(reason);
    this.#heldAnswer = undefined;
    this.#answer(failure(status, this.#upstreamSays(reason)));
  }

  #upstreamSays(reason: string): string {
    return `upstream ${this.#context.pool.origin.origin}: ${reason}`;
  }

  /** Answers in the upstream's place; a client that has part of an answer can only be cut off. */
  #answer(answer: LocalAnswer): void {
    if (this.#phase === 'done') return;
    if (this.#passage.isBegun) {
      this.#end();
      this.#client.destroy();
      return;
    }
    if (!this.#isRequestWhole) this.#client.isLast = true;
    this.#status = answer.status;
    if (answer.status >= 400 && answer.status < 500) this.#context.counts.refused += 1;
    const { isLast } = this.#client;
    this.#client.writeHead(
      localAnswerText(answer, { isLast, headOnly: this.#head.method === 'HEAD' }),
      undefined,
    );
    this.#end();
    this.#client.finish();
  }

  #finish(): void {
    this.#passage.end();
    this.#end();
    this.#client.finish();
  }

  /** Lets go of everything that the exchange holds. */
  #end(): void {
    if (this.#phase === 'done') return;
    this.#phase = 'done';
    this.#held.release();
    this.#letGoOfSession?.();
    const { counts, standing, events } = this.#context;
    if (this.#isStream) {
      counts.openStreams -= 1;
      standing.delete(this);
      events.onStreamClosed?.();
    }
    events.onExchange?.({
      method: this.#head.method,
      target: this.#target,
      status: this.#status,
      milliseconds: performance.now() - this.#startedAt,
      sessionId: this.#session?.id,
    });
  }
}

function isEventStream({ fields }: ResponseHead): boolean {
  const type = fields.first('content-type');
  return type !== undefined && EVENT_STREAM.test(type);
}
