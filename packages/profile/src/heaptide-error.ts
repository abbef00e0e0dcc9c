/** Code of an error that a user can meet; what each one means stands in docs/errors.md. */
export type ErrorCode = `HT_E_${string}`;

/**
 * An error meant for the user: `message` is one clear line that names what was found and where.
 * Anything else that is thrown is a defect of ours.
 */
export class HeaptideError extends Error {
  override readonly name = 'HeaptideError';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
