import { closed, exactly, listOf, oneOf, type Schema } from './closed.js';

const https: Schema = { type: 'string', pattern: '^https://' };

/** @see https://krew.sigs.k8s.io/docs/developer-guide/plugin-manifest */
export const krewPlugin = closed({
  apiVersion: exactly('krew.googlecontainertools.github.com/v1alpha2'),
  kind: exactly('Plugin'),
  metadata: closed({ name: exactly('heaptide') }),
  spec: closed(
    {
      version: { type: 'string', pattern: '^v\\d+\\.\\d+\\.\\d+(-[0-9A-Za-z.-]+)?$' },
      shortDescription: { type: 'string', minLength: 1, maxLength: 50 },
      description: { type: 'string' },
      platforms: listOf(
        closed({
          selector: closed({
            matchExpressions: listOf(
              closed({
                key: oneOf('os', 'arch'),
                operator: exactly('In'),
                values: listOf(oneOf('linux', 'darwin', 'windows', 'amd64', 'arm64')),
              }),
            ),
          }),
          uri: https,
          sha256: { type: 'string', pattern: '^[0-9a-f]{64}$' },
          bin: { type: 'string', pattern: '^[^/.][^\\\\]*$' },
        }),
      ),
    },
    { homepage: https, caveats: { type: 'string' } },
  ),
});
