/** Code of an error that a user can meet; what each one means stands in docs/errors.md. */
export type ErrorCode = `HT_E_${string}`;

const BRAND = Symbol.for('heaptide.error');

/**
 * An error meant for the user: `message` is one clear line that names what was found and where.
 * Anything else that is thrown is a defect of ours.
 *
 * `instanceof` holds for the errors of every copy of this class: the bundled command has one of its own.
 */
export class HeaptideError extends Error {
  override readonly name = 'HeaptideError';
  readonly code: ErrorCode;
  readonly [BRAND] = true;

  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && BRAND in value;
  }

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
