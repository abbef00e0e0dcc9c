import type { Socket } from 'node:net';

/** Bodies up to this size are copied behind their head, which costs less than handing the kernel two pieces. */
const MAX_COPIED_BYTES = 16 * 1024;

/** Sends a head, in latin1, and the beginning of its body in one packet. False while the other side takes no more. */
export function writeTogether(socket: Socket, head: string, body: Buffer | undefined): boolean {
  if (body === undefined || body.length === 0) return socket.write(head, 'latin1');
  if (body.length <= MAX_COPIED_BYTES) {
    const bytes = Buffer.allocUnsafe(head.length + body.length);
    bytes.write(head, 'latin1');
    body.copy(bytes, head.length);
    return socket.write(bytes);
  }
  socket.cork();
  socket.write(head, 'latin1');
  const takesMore = socket.write(body);
  socket.uncork();
  return takesMore;
}
