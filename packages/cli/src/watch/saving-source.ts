import { type CaptureSource, type LiveProcess, saveCapture } from '@heaptide/targets';

/** A source whose captures are saved into `directory`, as they came, before anything else is done with them. */
export function savingSource(live: LiveProcess, directory: string): CaptureSource {
  return {
    name: live.name,
    capture: async (request) => {
      const received = await live.receive(request);
      await saveCapture(received, directory);
      return received.capture;
    },
  };
}
