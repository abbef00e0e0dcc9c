import { type ControllerTerminal, mountController, type MountedController } from './mount-controller.js';
import { ScreenController, type ScreenControllerOptions } from './screen-controller.js';

export interface MountOptions extends Omit<ScreenControllerOptions, 'size'>, ControllerTerminal {}

/** Puts the screens of a watch in front of a terminal. Nothing is written before the compositor is opened. */
export function mountScreen({ stdin, stdout, ...options }: MountOptions): MountedController {
  return mountController({ stdin, stdout }, (size) => new ScreenController({ ...options, size }));
}
