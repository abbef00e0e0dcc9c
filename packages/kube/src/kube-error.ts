/** What went wrong on the way to a pod, as a program tells it apart. */
export type KubeErrorKind =
  /** No program of that name, or it cannot be started. */
  | 'no-kubectl'
  /** kubectl ended, or said that it cannot go on. */
  | 'kubectl-failed'
  /** The cluster does not answer. */
  | 'unreachable'
  /** The credentials are refused (401). */
  | 'unauthorized'
  /** RBAC does not allow it (403). */
  | 'forbidden'
  /** No such pod, service, deployment or container (404). */
  | 'not-found'
  /** The pod is there, but no container of it runs. */
  | 'not-running'
  /** Nothing listens on the port inside the pod. */
  | 'refused'
  /** A tunnel into the pod ended while it was in use. */
  | 'tunnel-ended'
  | 'timeout'
  /** An answer that does not hold. */
  | 'bad-answer';

/** One line that a person can act on. Holds what kubectl or the cluster said: hostile text until sanitised. */
export class KubeError extends Error {
  override readonly name = 'KubeError';
  readonly kind: KubeErrorKind;

  constructor(kind: KubeErrorKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}
