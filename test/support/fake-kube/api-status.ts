/** The API's answer that is no object. */
export interface ApiStatus {
  readonly kind: 'Status';
  readonly apiVersion: 'v1';
  readonly metadata: object;
  readonly status: 'Success' | 'Failure';
  readonly message: string;
  readonly reason: string;
  readonly details?: object;
  readonly code: number;
}

/** A refusal that is sent as a `Status`. */
export class ApiRefusal extends Error {
  readonly status: ApiStatus;

  constructor(code: number, reason: string, message: string, details?: object) {
    super(message);
    this.status = failure(code, reason, message, details);
  }
}

export function failure(code: number, reason: string, message: string, details?: object): ApiStatus {
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    reason,
    ...(details && { details }),
    code,
  };
}

export function notFound(resource: string, name: string): ApiRefusal {
  return new ApiRefusal(404, 'NotFound', `${resource} "${name}" not found`, { name, kind: resource });
}

export function unknownPath(): ApiRefusal {
  return new ApiRefusal(404, 'NotFound', 'the server could not find the requested resource');
}

export function expired(message: string): ApiRefusal {
  return new ApiRefusal(410, 'Expired', message);
}
