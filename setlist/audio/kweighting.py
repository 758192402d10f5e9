"""K-weighting as matrix products: a recursive filter without a loop over samples.

The filter is written as a state space, s' = A s + B x, y = C s + D x.  Over a row of 32
samples that becomes two matrices: y = T x + O s within the row, and the state handed to the
next row, s' = A^32 s + G x.  Rows are gathered in windows of 20 ms; the same step is taken
once more from row to row and from window to window, so that everything is a product of
matrices small enough for BLAS to stay on one thread.
"""

from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

WINDOW_FRAMES: Final = 960
"""Frames of a window: 20 ms, the step of every history the meter keeps."""

ROW_FRAMES: Final = 32
_ROWS: Final = WINDOW_FRAMES // ROW_FRAMES

_SHELF_B: Final = (1.53512485958697, -2.69169618940638, 1.19839281085285)
_SHELF_A: Final = (-1.69065929318241, 0.73248077421585)
_HIGH_PASS_B: Final = (1.0, -2.0, 1.0)
_HIGH_PASS_A: Final = (-1.99004745483398, 0.99007225036621)
"""BS.1770 Annex 1, tables 1 and 2: the filters at 48 kHz [itu-bs1770-2023]."""

_FORGOTTEN: Final = 1e-12
"""A window's state counts no more once so little of it is left; some seven windows later."""

Matrix: TypeAlias = NDArray[np.float64]
Planar: TypeAlias = NDArray[np.float32]
"""Sound with a row a channel [shape=(2, n), full scale]."""


class KWeighting:
    """The K-weighting filter on a stream, reading out the energy of every window."""

    def __init__(self) -> None:
        a, b, c, d = _balance(*_cascade())
        rows = _powers(a, ROW_FRAMES + 1)
        response = np.array([d, *(c @ rows[n] @ b for n in range(ROW_FRAMES - 1))])
        to_rows = np.zeros((ROW_FRAMES, ROW_FRAMES))
        for n in range(ROW_FRAMES):
            to_rows[n, n:] = response[: ROW_FRAMES - n]
        self._input_to_output = to_rows.astype(np.float32)
        self._state_to_output = np.array([c @ power for power in rows[:-1]]).T.astype(np.float32)
        self._input_to_state = np.array(
            [rows[ROW_FRAMES - 1 - n] @ b for n in range(ROW_FRAMES)]
        ).astype(np.float32)
        steps = _powers(rows[ROW_FRAMES], _ROWS + 1)
        self._kicks_to_states, self._kicks_to_end = _carry(steps)
        self._start_to_states = np.concatenate([step.T for step in steps[:_ROWS]], axis=1)
        windows = [np.eye(4)]
        while np.abs(windows[-1]).max() > _FORGOTTEN:
            windows.append(windows[-1] @ steps[_ROWS])
        self._window_powers = windows[1:]
        self._state = np.zeros((2, 4))

    def energies(self, planar: Planar) -> Matrix:
        """Filter the next windows of the stream and give the mean square of each.

        Parameters
        ----------
        planar : ndarray [shape=(2, 960 * windows), full scale]
            The frames that follow those of the call before.

        Returns
        -------
        ndarray [shape=(windows,)]
            Mean squares z of BS.1770 equation (1), summed over left and right, whose
            weights G are 1.
        """
        windows = planar.shape[1] // WINDOW_FRAMES
        rows = planar.reshape(2, windows, _ROWS, ROW_FRAMES)
        kicks = (rows @ self._input_to_state).reshape(2, windows, 4 * _ROWS).astype(np.float64)
        starts = self._window_states(kicks @ self._kicks_to_end)
        states = kicks @ self._kicks_to_states + starts @ self._start_to_states
        weighted = rows @ self._input_to_output
        weighted += states.astype(np.float32).reshape(2, windows, _ROWS, 4) @ self._state_to_output
        flat = weighted.reshape(2, windows, WINDOW_FRAMES)
        squares = np.einsum("cwn,cwn->cw", flat, flat).astype(np.float64)
        return np.asarray(squares.sum(axis=0) / WINDOW_FRAMES)

    def _window_states(self, kicks: Matrix) -> Matrix:
        """Give the state in which each window begins, and keep that of the window to come."""
        own = np.concatenate([self._state[:, np.newaxis], kicks], axis=1)
        states = own.copy()
        for back, power in enumerate(self._window_powers[: kicks.shape[1]], start=1):
            states[:, back:] += own[:, :-back] @ power.T
        self._state = states[:, -1]
        return states[:, :-1]


def _cascade() -> tuple[Matrix, Matrix, Matrix, float]:
    """Give shelf and high-pass, one after the other, as one state space of four states."""
    a1, b1, c1, d1 = _state_space(_SHELF_B, _SHELF_A)
    a2, b2, c2, d2 = _state_space(_HIGH_PASS_B, _HIGH_PASS_A)
    a = np.block([[a1, np.zeros((2, 2))], [np.outer(b2, c1), a2]])
    return a, np.concatenate([b1, b2 * d1]), np.concatenate([d2 * c1, c2]), d2 * d1


def _state_space(
    b: tuple[float, float, float], a: tuple[float, float]
) -> tuple[Matrix, Matrix, Matrix, float]:
    """Give a second-order section in the transposed direct form."""
    step = np.array([[-a[0], 1.0], [-a[1], 0.0]])
    kick = np.array([b[1] - a[0] * b[0], b[2] - a[1] * b[0]])
    return step, kick, np.array([1.0, 0.0]), b[0]


def _balance(a: Matrix, b: Matrix, c: Matrix, d: float) -> tuple[Matrix, Matrix, Matrix, float]:
    """Change the basis so that a state of length one gives an output of energy one.

    Without it the double pole at 38 Hz makes states thousands of times larger than the
    sound, and single precision is not enough.
    """
    gramian, power = np.outer(c, c), a.copy()
    for _ in range(24):
        gramian = gramian + power.T @ gramian @ power
        power = power @ power
    basis = np.linalg.cholesky(gramian).T
    back = np.linalg.inv(basis)
    return basis @ a @ back, basis @ b, c @ back, d


def _powers(matrix: Matrix, count: int) -> list[Matrix]:
    """Give the powers of a matrix from 0 on."""
    powers = [np.eye(len(matrix))]
    while len(powers) < count:
        powers.append(matrix @ powers[-1])
    return powers


def _carry(steps: list[Matrix]) -> tuple[Matrix, Matrix]:
    """Give what the rows of a window do to the states of later rows, and to the window's end."""
    to_states = np.zeros((4 * _ROWS, 4 * _ROWS))
    to_end = np.zeros((4 * _ROWS, 4))
    for row in range(_ROWS):
        here = slice(4 * row, 4 * row + 4)
        to_end[here] = steps[_ROWS - 1 - row].T
        for later in range(row + 1, _ROWS):
            to_states[here, 4 * later : 4 * later + 4] = steps[later - 1 - row].T
    return to_states, to_end
