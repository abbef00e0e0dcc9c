/** Draws the pictures of the screens in docs/images, from a recorded series: no picture depends on this machine. */
import { writeFile } from 'node:fs/promises';
import { savedScreens } from '../support/saved-screens.js';
import { drawPicture, PICTURE_SIZE, SCREEN_PICTURES } from '../support/screen-pictures.js';

const images = new URL('../../docs/images/', import.meta.url);

const screens = await savedScreens({ ...PICTURE_SIZE, style: 'color' });
for (const picture of SCREEN_PICTURES) {
  await writeFile(new URL(picture.file, images), drawPicture(picture, screens));
}
