import { helmProgram, type KubectlRelease, kubectlReleases } from '../support/kubectl-releases.js';
import { parseManifests } from './manifest.js';
import { output } from './program-output.js';

/** The first kubectl whose kustomize has `patches` as we write them. */
const FIRST_MINOR = 21;

/** In order; what is missing was said on stdout. */
export const kubectls = (await kubectlReleases()).filter(
  (release): release is KubectlRelease => 'path' in release && release.minor >= FIRST_MINOR,
);
/** The newest. */
export const kubectl = kubectls.at(-1)?.path;
export const helm = await helmProgram();

/** The objects of a kustomization, as a kubectl makes them, by default the newest. */
export async function kustomized(directory: string, program = kubectl!): Promise<unknown[]> {
  return parseManifests(await output(program, ['kustomize', directory]));
}

/** The objects of the chart, as helm makes them for a release of its own name. */
export async function templated(chart: string, values: readonly string[] = []): Promise<unknown[]> {
  const sets = values.flatMap((value) => ['--set', value]);
  return parseManifests(await output(helm!, ['template', 'heaptide-proxy', chart, ...sets]));
}
