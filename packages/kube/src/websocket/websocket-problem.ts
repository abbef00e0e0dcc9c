/** The peer breaks RFC 6455; `code` is what a close says of it (section 7.4.1). */
export class WebSocketProblem extends Error {
  override readonly name = 'WebSocketProblem';
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}
