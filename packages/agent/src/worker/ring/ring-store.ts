import { type CaptureKind, captureName, lifeKey, type RingLife } from './capture-name.js';
import { type CurrentLife, expendable, type HeldMoment, type RingBounds } from './retention.js';
import { RingDirectory, type RingFile } from './ring-directory.js';
import { type RingError, Trouble } from './trouble.js';

const DEFAULT_BOUNDS: RingBounds = { moments: 32, bytes: 16 * 2 ** 20, lives: 8 };
const NO_ROOM = new Set(['ENOSPC', 'EDQUOT']);

/** What a {@link RingStore} needs. */
export interface RingStoreOptions {
  /** Made with mode 0700 where it is missing. */
  readonly directory: string;
  /** The life whose captures are stored. */
  readonly life: RingLife;
  /** By default 32 moments of each life, 16 MiB in all, and 8 ended lives. */
  readonly bounds?: Partial<RingBounds>;
  /** Is told what goes wrong, each kind of it once. */
  readonly tell: (message: string) => void;
}

/** A profile as it goes into a file: gzipped pprof. */
export interface CapturedProfile {
  readonly kind: CaptureKind;
  /** Milliseconds of the epoch. */
  readonly time: number;
  readonly bytes: Uint8Array;
}

/** A capture in the ring. */
export interface StoredCapture {
  /** The file's name. */
  readonly id: string;
  /** ISO 8601. */
  readonly time: string;
  readonly kind: CaptureKind;
  readonly bytes: number;
  /** What set it off; of an earlier life's capture only its metadata tells. */
  readonly trigger?: string;
  readonly pid: number;
  readonly service: string;
  /** Start of the process, ISO 8601. */
  readonly startedAt: string;
}

interface FiledMoment extends HeldMoment {
  readonly names: readonly string[];
}

/**
 * The capture ring on disk: a directory of captures of this life and of earlier ones, which holds as much as its bounds
 * allow. Nothing that goes wrong with it rejects: it is remembered in `lastError`, and the next capture tries again.
 */
export class RingStore {
  readonly #directory: RingDirectory;
  readonly #life: RingLife;
  readonly #current: CurrentLife;
  readonly #bounds: RingBounds;
  readonly #trouble: Trouble;
  readonly #triggers = new Map<string, string>();
  #latest = 0;
  #lastTurn: Promise<unknown> = Promise.resolve();

  constructor({ directory, life, bounds, tell }: RingStoreOptions) {
    this.#directory = new RingDirectory(directory);
    this.#life = life;
    this.#current = { key: lifeKey(life), startedAt: life.startedAt };
    this.#bounds = { ...DEFAULT_BOUNDS, ...bounds };
    this.#trouble = new Trouble(tell);
  }

  get directory(): string {
    return this.#directory.path;
  }

  get lastError(): RingError | undefined {
    return this.#trouble.last;
  }

  /** Files and bytes in the ring, of all lives, as of the last look. */
  get held(): { readonly captures: number; readonly bytes: number } {
    const files = [...this.#directory.files.values()];
    return { captures: files.length, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) };
  }

  /** Clears away what dead writers left half-written, and what is more than the bounds allow. */
  open(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#attempt('clear the capture ring', () => this.#directory.clearLeftovers(this.#life));
      await this.#retain(this.#bounds);
    });
  }

  /**
   * Stores what was captured at one moment; whether all of it is on disk. The profiles get one time, the first one's, so
   * that they are held and given up together. It is after that of the moment before even if the system's clock was set
   * back.
   */
  put(profiles: readonly CapturedProfile[], trigger: string): Promise<boolean> {
    return this.#inTurn(async () => {
      const [first] = profiles;
      if (first === undefined) return false;
      const size = profiles.reduce((sum, { bytes }) => sum + bytes.length, 0);
      if (size > this.#bounds.bytes) {
        this.#trouble.note('keep a capture', new Error('it is larger than the whole ring may be'));
        return false;
      }
      const time = (this.#latest = Math.max(first.time, this.#latest + 1));
      let stored = true;
      for (const { kind, bytes } of profiles) {
        const name = captureName({ life: this.#life, time, kind });
        this.#triggers.set(name, trigger);
        stored = (await this.#write(name, bytes)) && stored;
      }
      await this.#retain(this.#bounds);
      return stored;
    });
  }

  /** All captures, in the order of their time. */
  async list(): Promise<readonly StoredCapture[]> {
    await this.#inTurn(() => this.#attempt('list the capture ring', () => this.#directory.look()));
    return [...this.#directory.files.values()].map(({ name, life, time, kind, bytes }) => {
      const trigger = this.#triggers.get(name);
      return {
        id: name,
        time: new Date(time).toISOString(),
        kind,
        bytes,
        ...(trigger === undefined ? {} : { trigger }),
        pid: life.pid,
        service: life.service,
        startedAt: new Date(life.startedAt).toISOString(),
      };
    });
  }

  /** The bytes of a capture that {@link list} names; `undefined` for whatever else `id` may be. */
  read(id: string): Promise<Uint8Array | undefined> {
    return this.#inTurn(() =>
      this.#attempt('read a capture', async () => {
        await this.#directory.look();
        return this.#directory.read(id, this.#bounds.bytes);
      }),
    );
  }

  async #write(name: string, bytes: Uint8Array): Promise<boolean> {
    const written = await this.#attempt('write a capture', async () => {
      try {
        await this.#directory.write(name, bytes);
      } catch (error) {
        if (!(await this.#madeRoom(bytes.length, error as NodeJS.ErrnoException))) throw error;
        await this.#directory.write(name, bytes);
      }
      return true;
    });
    return written === true;
  }

  /** On a full disk the ring makes room out of its own: what comes last tells most of a kill. */
  async #madeRoom(size: number, { code }: NodeJS.ErrnoException): Promise<boolean> {
    if (!NO_ROOM.has(code ?? '')) return false;
    await this.#directory.look();
    const rest = this.held.bytes - 2 * size;
    if (rest < 0) return false;
    await this.#retain({ ...this.#bounds, bytes: rest });
    return true;
  }

  async #retain(bounds: RingBounds): Promise<void> {
    await this.#attempt('keep the capture ring within its bounds', async () => {
      const files = await this.#directory.look();
      const moments = expendable(momentsOf(files.values()), this.#current, bounds);
      if (moments.length === 0) return;
      await this.#directory.remove(moments.flatMap(({ names }) => names));
      await this.#directory.look();
    });
    for (const name of this.#triggers.keys()) {
      if (!this.#directory.files.has(name)) this.#triggers.delete(name);
    }
  }

  /** Runs `act` when all before it have ended. */
  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const turn = this.#lastTurn.then(act);
    this.#lastTurn = turn.catch(() => undefined);
    return turn;
  }

  async #attempt<T>(what: string, act: () => Promise<T>): Promise<T | undefined> {
    try {
      return await act();
    } catch (error) {
      this.#trouble.note(`${what} in ${this.directory}`, error);
      return undefined;
    }
  }
}

function momentsOf(files: Iterable<RingFile>): FiledMoment[] {
  const moments = new Map<string, FiledMoment>();
  for (const { name, life, time, bytes } of files) {
    const key = `${lifeKey(life)} ${time}`;
    const moment = moments.get(key) ?? { life: lifeKey(life), time, bytes: 0, names: [] };
    moments.set(key, { ...moment, bytes: moment.bytes + bytes, names: [...moment.names, name] });
  }
  return [...moments.values()];
}
