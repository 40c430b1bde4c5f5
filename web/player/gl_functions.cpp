// gl_functions.cpp: the OpenGL ES 2 functions that SDL's renderer asks for by name, and no others.
//
// Emscripten's own eglGetProcAddress knows every function of four OpenGL versions and so links them all: 5 KB of wasm
// and a third of the glue script. This definition comes first in the link and takes its place.
// Source of the list: SDL 2.32.4, src/render/opengles2/SDL_gles2funcs.h, and the two that SDL_video.c asks for.
#include <EGL/egl.h>
#include <GLES2/gl2.h>

#include <cstring>

namespace {

using Function = __eglMustCastToProperFunctionPointerType;

struct NamedFunction {
  const char* name;
  Function function;
};

#define GL_FUNCTION(name) \
  { #name, reinterpret_cast < Function>(name) }
const NamedFunction functions[] = {GL_FUNCTION(glActiveTexture),
                                   GL_FUNCTION(glAttachShader),
                                   GL_FUNCTION(glBindAttribLocation),
                                   GL_FUNCTION(glBindBuffer),
                                   GL_FUNCTION(glBindFramebuffer),
                                   GL_FUNCTION(glBindTexture),
                                   GL_FUNCTION(glBlendEquationSeparate),
                                   GL_FUNCTION(glBlendFuncSeparate),
                                   GL_FUNCTION(glBufferData),
                                   GL_FUNCTION(glBufferSubData),
                                   GL_FUNCTION(glCheckFramebufferStatus),
                                   GL_FUNCTION(glClear),
                                   GL_FUNCTION(glClearColor),
                                   GL_FUNCTION(glCompileShader),
                                   GL_FUNCTION(glCreateProgram),
                                   GL_FUNCTION(glCreateShader),
                                   GL_FUNCTION(glDeleteBuffers),
                                   GL_FUNCTION(glDeleteFramebuffers),
                                   GL_FUNCTION(glDeleteProgram),
                                   GL_FUNCTION(glDeleteShader),
                                   GL_FUNCTION(glDeleteTextures),
                                   GL_FUNCTION(glDisable),
                                   GL_FUNCTION(glDisableVertexAttribArray),
                                   GL_FUNCTION(glDrawArrays),
                                   GL_FUNCTION(glEnable),
                                   GL_FUNCTION(glEnableVertexAttribArray),
                                   GL_FUNCTION(glFinish),
                                   GL_FUNCTION(glFramebufferTexture2D),
                                   GL_FUNCTION(glGenBuffers),
                                   GL_FUNCTION(glGenFramebuffers),
                                   GL_FUNCTION(glGenTextures),
                                   GL_FUNCTION(glGetAttribLocation),
                                   GL_FUNCTION(glGetError),
                                   GL_FUNCTION(glGetIntegerv),
                                   GL_FUNCTION(glGetProgramInfoLog),
                                   GL_FUNCTION(glGetProgramiv),
                                   GL_FUNCTION(glGetShaderInfoLog),
                                   GL_FUNCTION(glGetShaderiv),
                                   GL_FUNCTION(glGetString),
                                   GL_FUNCTION(glGetUniformLocation),
                                   GL_FUNCTION(glLinkProgram),
                                   GL_FUNCTION(glPixelStorei),
                                   GL_FUNCTION(glReadPixels),
                                   GL_FUNCTION(glScissor),
                                   GL_FUNCTION(glShaderBinary),
                                   GL_FUNCTION(glShaderSource),
                                   GL_FUNCTION(glTexImage2D),
                                   GL_FUNCTION(glTexParameteri),
                                   GL_FUNCTION(glTexSubImage2D),
                                   GL_FUNCTION(glUniform1i),
                                   GL_FUNCTION(glUniform4f),
                                   GL_FUNCTION(glUniformMatrix4fv),
                                   GL_FUNCTION(glUseProgram),
                                   GL_FUNCTION(glVertexAttribPointer),
                                   GL_FUNCTION(glViewport)};
#undef GL_FUNCTION

}  // namespace

extern "C" Function eglGetProcAddress(const char* name) {
  for (const NamedFunction& entry : functions)
    if (std::strcmp(entry.name, name) == 0) return entry.function;
  return nullptr;
}
