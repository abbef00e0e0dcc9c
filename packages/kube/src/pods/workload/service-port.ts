import { ApiValue } from '../api-value.js';
import { portNumber } from '../container-facts.js';

/** A port of a service, and where in its pods it leads: a number, or the name of a container's port. */
export interface ServicePort {
  readonly name: string | undefined;
  readonly port: number;
  readonly target: number | string;
}

/** The TCP ports of a service, by its `spec.ports`. */
export function servicePorts(ports: ApiValue): readonly ServicePort[] {
  return ports.items.flatMap((value) => {
    const port = portNumber(value.at('port').integer);
    if (port === undefined || (value.at('protocol').text ?? 'TCP') !== 'TCP') return [];
    const target = value.at('targetPort');
    return [{ name: value.at('name').text, port, target: portNumber(target.integer) ?? target.text ?? port }];
  });
}
