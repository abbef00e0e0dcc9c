import { type CaptureSource, type HeapEndpoint, saveCapture } from '@heaptide/targets';

/** A source whose captures are saved into `directory`, as they came, before anything else is done with them. */
export function savingSource(endpoint: HeapEndpoint, directory: string): CaptureSource {
  return {
    name: endpoint.name,
    capture: async (request) => {
      const received = await endpoint.receive(request);
      await saveCapture(received, directory);
      return received.capture;
    },
  };
}
