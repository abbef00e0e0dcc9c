import { describe, expect, it } from 'vitest';
import { chooseEnded } from '../../../src/postmortem/pod/choose-ended.js';
import { eventLog } from '../../../src/postmortem/pod/event-log.js';
import { withoutEnvironment } from '../../../src/postmortem/pod/without-environment.js';
import { podOf } from '../pod-of.js';

describe('what is kept of a pod', () => {
  const pod = {
    metadata: {
      name: 'api',
      annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{"value":"hunter2"}', kept: 'yes' },
    },
    spec: {
      nodeName: 'n1',
      containers: [
        {
          name: 'app',
          env: [
            { name: 'PASSWORD', value: 'hunter2' },
            { name: 'NODE_OPTIONS', value: '--max-old-space-size=76' },
          ],
        },
      ],
      initContainers: [{ name: 'init', env: [{ name: 'TOKEN', value: 'hunter2' }] }],
      ephemeralContainers: [{ name: 'debug', env: [{ name: 'TOKEN', value: 'hunter2' }] }],
    },
    status: { phase: 'Running' },
  };

  it('has the names of its environment, and no values but those that concern the heap', () => {
    const kept = withoutEnvironment(pod);
    expect(JSON.stringify(kept)).not.toContain('hunter2');
    expect(kept).toMatchObject({
      metadata: { name: 'api', annotations: { kept: 'yes' } },
      spec: {
        nodeName: 'n1',
        containers: [
          { env: [{ name: 'PASSWORD' }, { name: 'NODE_OPTIONS', value: '--max-old-space-size=76' }] },
        ],
        initContainers: [{ env: [{ name: 'TOKEN' }] }],
      },
      status: { phase: 'Running' },
    });
  });

  it.each([null, 'text', [], {}, { spec: { containers: 'none' }, metadata: 7 }])(
    'takes %j as it is',
    (odd) => {
      expect(withoutEnvironment(odd)).toEqual(odd);
    },
  );
});

describe('the container that is told of', () => {
  const ended = (time: string) => podOf({ exitCode: 137, reason: 'OOMKilled', finishedAt: time });
  const early = ended('2026-11-27T10:00:00Z');
  const late = ended('2026-11-27T12:00:00Z');

  it('is the one that ended last', () => {
    expect(chooseEnded([early, late])?.pod).toBe(late);
    expect(chooseEnded([late, early])?.container.name).toBe('app');
  });

  it('is one by the name that was asked for', () => {
    expect(chooseEnded([early], 'app')?.pod).toBe(early);
    expect(chooseEnded([early], 'sidecar')).toBeUndefined();
  });
});

describe('events', () => {
  it('become a line each, the oldest first', () => {
    const at = Date.UTC(2026, 10, 27, 13, 30);
    const events = [
      { reason: 'BackOff', message: 'Back-off\nrestarting', isWarning: true, count: 3, at: at + 1000 },
      { reason: 'Pulled', message: 'image', isWarning: false, count: 1, at },
    ];
    expect(eventLog(events)).toBe(
      '2026-11-27T13:30:00.000Z Normal Pulled: image\n' +
        '2026-11-27T13:30:01.000Z Warning BackOff x3: Back-off restarting\n',
    );
  });
});
