import { Duplex } from 'node:stream';
import { KubeError } from '../kube-error.js';
import type { WebSocketConnection, WebSocketEnding } from './websocket-connection.js';

const NORMAL = 1000;

/**
 * Bytes in both directions in the binary messages of a WebSocket; where one message ends and the next begins means nothing. A text message is an
 * error, a normal close the end of both directions.
 */
export class WebSocketByteStream extends Duplex {
  readonly #connection: WebSocketConnection;

  constructor(connection: WebSocketConnection) {
    super({ allowHalfOpen: false });
    this.#connection = connection;
    connection.pause();
    connection.onMessage((data, isText) => this.#onMessage(data, isText));
    void connection.closed.then((ending) => this.#onClosed(ending));
  }

  override _read(): void {
    this.#connection.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, callback: () => void): void {
    if (this.#connection.send(chunk)) callback();
    else void this.#connection.drained().then(callback);
  }

  override _final(callback: () => void): void {
    this.#connection.close(NORMAL);
    callback();
  }

  override _destroy(error: Error | null, callback: (error: Error | null) => void): void {
    this.#connection.destroy();
    callback(error);
  }

  #onMessage(data: Buffer, isText: boolean): void {
    if (this.destroyed) return;
    if (isText) this.destroy(new KubeError('bad-answer', 'the tunnel brought text in place of bytes'));
    else if (data.length > 0 && !this.push(data)) this.#connection.pause();
  }

  #onClosed({ code = NORMAL, error }: WebSocketEnding): void {
    if (this.destroyed) return;
    if (error !== undefined) this.destroy(error);
    else if (code !== NORMAL)
      this.destroy(new KubeError('tunnel-ended', `the tunnel was closed with code ${code}`));
    else this.push(null);
  }
}
