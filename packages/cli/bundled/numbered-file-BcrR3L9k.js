import { t as writeNumberedFile } from "./numbered-file-OA-5m8fs.js";

export { writeNumberedFile };