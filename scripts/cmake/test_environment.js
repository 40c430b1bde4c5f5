// test_environment.js: part of each test program for Node: GoogleTest's environment variables, which Emscripten keeps out.
Module['preRun'] = () => {
  for (const [name, value] of Object.entries(process.env)) if (name.startsWith('GTEST_')) ENV[name] = value;
};
