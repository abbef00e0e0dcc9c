import "./pprof-report-fVeNIqnZ.js";

export {  };