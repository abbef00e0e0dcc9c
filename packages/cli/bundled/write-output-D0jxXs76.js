import { t as writeOutputFile } from "./write-output-BVAplkVc.js";

export { writeOutputFile };