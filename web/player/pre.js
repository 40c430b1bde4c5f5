// pre.js: runs inside each module instance before it starts.
// SDL looks for the element "#canvas"; here that name means the canvas this instance was given, so that many instances
// live on one page. It has to stand in the module's own scope. A Worker has no canvas.
Module['preRun'] = (Module['preRun'] || []).concat(function () {
  if (Module['canvas']) specialHTMLTargets['#canvas'] = Module['canvas'];
});
