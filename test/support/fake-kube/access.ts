import { type ApiRequest, verbOf } from './api-path.js';
import { ApiRefusal } from './api-status.js';
import type { Faults } from './faults.js';

export interface Access {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  readonly subresource?: string;
}

/** Whether RBAC allows it, as the fault `denied` says. */
export function isAllowed({ denied }: Faults, { verb, group, resource, subresource }: Access): boolean {
  const path = subresource === undefined || subresource === '' ? resource : `${resource}/${subresource}`;
  const name = group === '' ? path : `${path}.${group}`;
  return !denied.has(`${verb} ${name}`) && !denied.has(`* ${name}`);
}

/** Throws the 403 of an API server when RBAC does not allow the request. */
export function assertAllowed(faults: Faults, method: string, request: ApiRequest): void {
  const { group, resource, subresource, namespace, name } = request;
  const verb = verbOf(method, request);
  if (isAllowed(faults, { verb, group, resource, ...(subresource !== undefined && { subresource }) })) return;
  const path = subresource === undefined ? resource : `${resource}/${subresource}`;
  const subject = name === undefined ? `${resource} is forbidden` : `${resource} "${name}" is forbidden`;
  const place = namespace === undefined ? ' at the cluster scope' : ` in the namespace "${namespace}"`;
  throw new ApiRefusal(
    403,
    'Forbidden',
    `${subject}: User "tester" cannot ${verb} resource "${path}" in API group "${group}"${place}`,
    { kind: resource, ...(name !== undefined && { name }) },
  );
}
