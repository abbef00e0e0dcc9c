import type { KubeApi } from '../../api/kube-api.js';
import { KubeError } from '../../kube-error.js';
import { ApiValue } from '../api-value.js';
import type { AccessNeed } from './access-needs.js';

const REVIEWS = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';

/**
 * Asks the cluster which of `needs` we are not allowed in a namespace.
 * @throws {KubeError} what the API meets; `bad-answer` where a review says nothing.
 */
export async function missingAccess(
  api: Pick<KubeApi, 'postJson'>,
  namespace: string,
  needs: readonly AccessNeed[],
): Promise<readonly AccessNeed[]> {
  const allowed = await Promise.all(needs.map((need) => isAllowed(api, namespace, need)));
  return needs.filter((_, index) => allowed[index] === false);
}

async function isAllowed(
  api: Pick<KubeApi, 'postJson'>,
  namespace: string,
  { verb, group, resource: path }: AccessNeed,
): Promise<boolean> {
  const [resource = '', subresource] = path.split('/');
  const attributes = {
    namespace,
    verb,
    group,
    resource,
    ...(subresource === undefined ? {} : { subresource }),
  };
  const review = await api.postJson(REVIEWS, {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SelfSubjectAccessReview',
    spec: { resourceAttributes: attributes },
  });
  const verdict = new ApiValue(review).at('status', 'allowed').flag;
  if (verdict === undefined) throw new KubeError('bad-answer', 'the cluster does not say what it allows');
  return verdict;
}
