import { type Manifest, ofKind } from '../manifest.js';

/** Mounts of volumes that are not there, volumes that nobody mounts, and a ring that has nowhere to be written. */
export function missingVolumes(manifests: readonly Manifest[]): string[] {
  return ofKind(manifests, 'Deployment').flatMap(({ metadata, spec }) => {
    const { containers, volumes = [] } = spec.template.spec;
    const mounts = containers.flatMap(({ volumeMounts = [] }) => volumeMounts);
    const rings = containers.flatMap(({ env }) => env.filter(({ name }) => name === 'HEAPTIDE_RING'));
    const problems = [
      ...mounts
        .filter((mount) => volumes.every(({ name }) => name !== mount.name))
        .map(({ name }) => `the volume ${name} is mounted, but not there`),
      ...volumes
        .filter((volume) => mounts.every(({ name }) => name !== volume.name))
        .map(({ name }) => `the volume ${name} is mounted nowhere`),
      ...rings
        .filter(({ value = '' }) => mounts.every(({ mountPath }) => !`${value}/`.startsWith(`${mountPath}/`)))
        .map(({ value }) => `HEAPTIDE_RING is ${value}, which is on no volume`),
    ];
    return problems.map((problem) => `Deployment ${metadata.name}: ${problem}`);
  });
}
