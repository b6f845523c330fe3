import type { Atlas } from './atlas.ts'
import { SPRITE_FLOATS, type Sprites } from './sprites.engine.ts'

/** Sprites on the graphics card: filled when something changed, drawn with every picture of the map. */
export interface Sheet {
  wear: (atlas: Atlas) => void
  fill: (sprites: Sprites) => void
  /** Onto a screen of so many pixels. */
  draw: (width: number, height: number) => void
  close: () => void
}

const VERTEX = `#version 300 es
in vec2 corner;
in vec2 at;
in float sprite;
in float turn;
in float alpha;
uniform vec2 screen;
uniform float side;
uniform float sprites;
out vec2 place;
out float opacity;
void main() {
  vec2 turned = vec2(corner.x * cos(turn) - corner.y * sin(turn), corner.x * sin(turn) + corner.y * cos(turn));
  vec2 pixel = at + turned * side;
  gl_Position = vec4(pixel.x / screen.x * 2.0 - 1.0, 1.0 - pixel.y / screen.y * 2.0, 0.0, 1.0);
  place = vec2((sprite + corner.x + 0.5) / sprites, corner.y + 0.5);
  opacity = alpha;
}`
const FRAGMENT = `#version 300 es
precision mediump float;
in vec2 place;
in float opacity;
uniform sampler2D picture;
out vec4 colour;
void main() { colour = texture(picture, place) * opacity; }`
const CORNERS = new Float32Array([-0.5, -0.5, 0.5, -0.5, -0.5, 0.5, 0.5, 0.5])
const FLOAT_BYTES = 4

export function openSheet(gl: WebGL2RenderingContext): Sheet {
  const program = link(gl)
  const place = (name: string) => gl.getUniformLocation(program, name)
  const uniforms = { screen: place('screen'), side: place('side'), sprites: place('sprites') }
  const corners = gl.createBuffer()
  const instances = gl.createBuffer()
  const texture = gl.createTexture()
  const array = gl.createVertexArray()
  const held = { atlas: null as Atlas | null, isWorn: false, sprites: null as Sprites | null, count: 0 }

  gl.bindVertexArray(array)
  gl.bindBuffer(gl.ARRAY_BUFFER, corners)
  gl.bufferData(gl.ARRAY_BUFFER, CORNERS, gl.STATIC_DRAW)
  column(gl, program, 'corner', 2, 0, 0)
  gl.bindBuffer(gl.ARRAY_BUFFER, instances)
  for (const [name, size, offset] of [
    ['at', 2, 0],
    ['sprite', 1, 2],
    ['turn', 1, 3],
    ['alpha', 1, 4],
  ] as const) {
    const where = column(gl, program, name, size, SPRITE_FLOATS, offset)
    gl.vertexAttribDivisor(where, 1)
  }
  gl.bindVertexArray(null)

  function upload(): void {
    gl.bindTexture(gl.TEXTURE_2D, texture)
    if (held.atlas && !held.isWorn) {
      gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, true)
      gl.pixelStorei(gl.UNPACK_FLIP_Y_WEBGL, false)
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, held.atlas.picture)
      for (const [name, value] of [
        [gl.TEXTURE_MIN_FILTER, gl.LINEAR],
        [gl.TEXTURE_MAG_FILTER, gl.LINEAR],
        [gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE],
        [gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE],
      ] as const)
        gl.texParameteri(gl.TEXTURE_2D, name, value)
      held.isWorn = true
    }
    if (held.sprites) {
      gl.bindBuffer(gl.ARRAY_BUFFER, instances)
      gl.bufferData(gl.ARRAY_BUFFER, held.sprites.floats, gl.DYNAMIC_DRAW, 0, held.sprites.count * SPRITE_FLOATS)
      held.sprites = null
    }
  }
  return {
    wear: (atlas) => void Object.assign(held, { atlas, isWorn: false }),
    fill: (sprites) => void Object.assign(held, { sprites, count: sprites.count }),
    draw(width, height) {
      if (!held.atlas || held.count === 0) return
      gl.useProgram(program)
      gl.activeTexture(gl.TEXTURE0)
      upload()
      gl.uniform2f(uniforms.screen, width, height)
      gl.uniform1f(uniforms.side, held.atlas.side)
      gl.uniform1f(uniforms.sprites, held.atlas.sprites)
      gl.disable(gl.DEPTH_TEST)
      gl.disable(gl.STENCIL_TEST)
      gl.bindVertexArray(array)
      gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, held.count)
      gl.bindVertexArray(null)
    },
    close() {
      gl.deleteProgram(program)
      gl.deleteBuffer(corners)
      gl.deleteBuffer(instances)
      gl.deleteTexture(texture)
      gl.deleteVertexArray(array)
    },
  }
}

function column(
  gl: WebGL2RenderingContext,
  program: WebGLProgram,
  name: string,
  size: number,
  stride: number,
  offset: number,
) {
  const where = gl.getAttribLocation(program, name)
  gl.enableVertexAttribArray(where)
  gl.vertexAttribPointer(where, size, gl.FLOAT, false, stride * FLOAT_BYTES, offset * FLOAT_BYTES)
  return where
}

function link(gl: WebGL2RenderingContext): WebGLProgram {
  const program = gl.createProgram()
  for (const [kind, source] of [
    [gl.VERTEX_SHADER, VERTEX],
    [gl.FRAGMENT_SHADER, FRAGMENT],
  ] as const) {
    const shader = gl.createShader(kind)
    if (!shader) throw new Error('no shader')
    gl.shaderSource(shader, source)
    gl.compileShader(shader)
    gl.attachShader(program, shader)
    gl.deleteShader(shader)
  }
  gl.linkProgram(program)
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) throw new Error(gl.getProgramInfoLog(program) ?? 'no program')
  return program
}
