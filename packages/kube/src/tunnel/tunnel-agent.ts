import { Agent, type ClientRequestArgs } from 'node:http';
import type { Duplex } from 'node:stream';

/** Lets each request of `node:http` have a connection of its own that `connect` makes. */
export class TunnelAgent extends Agent {
  readonly #connect: () => Promise<Duplex>;

  constructor(connect: () => Promise<Duplex>) {
    super({ keepAlive: false });
    this.#connect = connect;
  }

  override createConnection(
    _options: ClientRequestArgs,
    onConnected?: (error: Error | null, connection: Duplex) => void,
  ): undefined {
    this.#connect().then(
      (connection) => onConnected?.(null, connection),
      (error: unknown) => onConnected?.(error as Error, undefined as never),
    );
  }
}
