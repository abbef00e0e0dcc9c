import { randomBytes } from 'node:crypto';
import type { CallOptions, CdpConnection } from './cdp-connection.js';
import { evaluate } from './evaluate.js';

/** Seconds for which the inspector stays open after the last word of who holds it. */
const HELD_S = 15;
const RENEW_MS = 5_000;
const RENEW_TIMEOUT_MS = 60_000;
/** When to look whether who let go is gone, before that is looked at every second. */
const LOOKS_MS = [20, 60, 120, 250, 500];

/** Where the process keeps who holds its inspector open. */
const KEY = `Symbol.for('heaptide.attach')`;

/**
 * A claim on an inspector that was opened for us: whoever lets go last has it closed. The process itself takes note of who holds it, second by second, so
 * that it also closes when the holder was killed. The seconds are those of its event loop: while that stands still, nobody is too late.
 *
 * It is closed only once nobody is connected any more, by the kernel's list of connections. Node's own `inspector.close()` has the main thread wait until
 * every debugger has said goodbye, which one that was stopped, or that is behind a dead network, never does. So such a one keeps it open, and the process runs.
 *
 * What stands in the process for it: one symbol on `globalThis` and one timer that keeps nothing alive. Both are gone with the inspector.
 */
export class AttachLease {
  readonly #cdp: CdpConnection;
  readonly #id: string;
  readonly #timer: NodeJS.Timeout;

  private constructor(cdp: CdpConnection, id: string) {
    this.#cdp = cdp;
    this.#id = id;
    const renew = () => this.#ask(`held.hold('${id}')`, { timeoutMs: RENEW_TIMEOUT_MS });
    this.#timer = setInterval(() => void renew().catch(() => undefined), RENEW_MS);
    this.#timer.unref();
    void cdp.closed.then(() => clearInterval(this.#timer));
  }

  /** Claims an inspector that was opened for us; `id` is that of a claim which was made for this one before. */
  static async begin(cdp: CdpConnection, id: string = newLeaseId()): Promise<AttachLease> {
    await evaluate(cdp, beginExpression(id));
    return new AttachLease(cdp, id);
  }

  /** Claims the inspector as well, where it was opened for one of us; `undefined` where it is somebody else's. */
  static async join(cdp: CdpConnection, options?: CallOptions): Promise<AttachLease | undefined> {
    const id = newLeaseId();
    const isHeld = await ask(cdp, `held.hold('${id}')`, options);
    return isHeld === true ? new AttachLease(cdp, id) : undefined;
  }

  /** Lets go; true where nobody holds it any more, so that the inspector closes as soon as this connection has. */
  async end(options?: CallOptions): Promise<boolean> {
    clearInterval(this.#timer);
    return (await this.#ask(`held.end('${this.#id}')`, options)) === true;
  }

  /** Tells others that hold it how this one samples; `undefined` for no longer. */
  async tellSampling(interval: number | undefined, options?: CallOptions): Promise<void> {
    await this.#ask(`(held.sampling = ${interval ?? 0})`, options);
  }

  /** Mean bytes between two samples of the sampler that one of those who hold it has started. */
  async sampling(options?: CallOptions): Promise<number | undefined> {
    const interval = await this.#ask('held.sampling', options);
    return typeof interval === 'number' && interval > 0 ? interval : undefined;
  }

  #ask(expression: string, options?: CallOptions): Promise<unknown> {
    return ask(this.#cdp, expression, options);
  }
}

/** The value of `expression`, where `held` is what the process keeps; `undefined` where it keeps nothing. */
function ask(cdp: CdpConnection, expression: string, options?: CallOptions): Promise<unknown> {
  return evaluate(cdp, `(function (held) { return held && ${expression} })(globalThis[${KEY}])`, options);
}

/** Of hexadecimal digits, so that it can stand in an expression. */
export function newLeaseId(): string {
  return randomBytes(8).toString('hex');
}

/** What makes a claim in the process, with the first of them all that it takes to hold one. */
export function beginExpression(id: string): string {
  return `(function () {
  var inspector = need('inspector'), timers = need('timers'), fs = need('fs'), left = {};
  var held = globalThis[${KEY}];
  if (!held) {
    var isFree = function () { return Object.keys(left).length === 0 };
    var port = ('000' + Number(new URL(inspector.url()).port).toString(16).toUpperCase()).slice(-4);
    var connection = new RegExp(':' + port + ' [0-9A-F]+:[0-9A-F]+ 0[18] ');
    var shutIfLeft = function () {
      var files = ['tcp', 'tcp6'], seen = 0, isLeft = true;
      files.forEach(function (file) {
        fs.readFile('/proc/self/net/' + file, 'latin1', function (error, text) {
          if (error ? file === 'tcp' : connection.test(text)) isLeft = false;
          if (++seen < files.length || !isLeft || !isFree() || globalThis[${KEY}] !== held) return;
          timers.clearInterval(tick);
          delete globalThis[${KEY}];
          inspector.close();
        });
      });
    };
    var tick = timers.setInterval(function () {
      Object.keys(left).forEach(function (id) { if (--left[id] <= 0) delete left[id] });
      if (isFree()) shutIfLeft();
    }, 1000).unref();
    held = {
      hold: function (id) { left[id] = ${HELD_S}; return true },
      end: function (id) {
        delete left[id];
        if (isFree()) ${JSON.stringify(LOOKS_MS)}.forEach(function (after) { timers.setTimeout(shutIfLeft, after).unref() });
        return isFree();
      }
    };
    Object.defineProperty(globalThis, ${KEY}, { value: held, configurable: true });
  }
  return held.hold('${id}');
})()`.replaceAll(/\n\s+/g, '\n');
}
