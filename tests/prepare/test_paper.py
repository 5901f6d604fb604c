from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from hwocr.arrays import Picture
from hwocr.prepare.edges import edges_of, lines_of
from hwocr.prepare.paper import Sheet, find_paper
from hwocr.prepare.perspective import aspect, straighten
from tests.conftest import Draw, Write

Corners = NDArray[np.float64]
WIDTH, HEIGHT = 800, 600


def wood(rng: np.random.Generator) -> NDArray[np.float64]:
    """A table with grain along its boards."""
    grain = cv2.GaussianBlur(rng.normal(0, 1, (HEIGHT, 8)), (0, 0), 1.2)
    lines = cv2.resize(grain, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC)
    tint = 20 * lines[..., None] * np.array([1, 0.8, 0.6])
    return np.asarray(np.array([140.0, 95, 60]) + tint)


def plain(rng: np.random.Generator) -> NDArray[np.float64]:
    return np.tile(rng.uniform(40, 130, 3), (HEIGHT, WIDTH, 1))


def ruled(rng: np.random.Generator, size: tuple[int, int] = (420, 560)) -> Picture:
    """Ruled paper with scribbled lines on it."""
    width, height = size
    page = np.full((height, width, 3), rng.uniform(215, 245), np.uint8)
    for y in range(50, height, 40):
        cv2.line(page, (0, y), (width, y), (150, 170, 205), 1, cv2.LINE_AA)
        x = np.arange(40, width - 60, 3)
        wave = y - 10 + 9 * np.sin(x / 4 + rng.uniform(0, 6)) + rng.normal(0, 2, x.shape)
        stroke = np.stack([x, wave], axis=1).round().astype(np.int32)
        cv2.polylines(page, [stroke], False, (45, 45, 70), 2, cv2.LINE_AA)
    return page


def noted(rng: np.random.Generator) -> Picture:
    """Paper that fills the view, with writing in its middle only."""
    page = np.full((HEIGHT, WIDTH, 3), 236, np.uint8)
    note = ruled(rng, (360, 260))
    page[170:430, 210:570][note < 200] = note[note < 200]
    return page


def camera(scene: NDArray[np.float64], rng: np.random.Generator) -> Picture:
    soft = cv2.GaussianBlur(scene, (0, 0), 1) + rng.normal(0, 4, scene.shape)
    return np.clip(np.round(soft), 0, 255).astype(np.uint8)


def shaded(scene: NDArray[np.float64], angle: float) -> NDArray[np.float64]:
    """Half of the scene in a shadow with a hard edge."""
    rows, columns = np.mgrid[0 : scene.shape[0], 0 : scene.shape[1]]
    side = (columns - scene.shape[1] / 2) * np.cos(angle) + (rows - 200) * np.sin(angle)
    return scene * np.where(side > 0, 0.6, 1.0)[..., None]


def on_table(seed: int) -> tuple[Picture, Corners]:
    """A ruled sheet at an angle on a table, half in a shadow, and where its corners are."""
    rng = np.random.default_rng(seed)
    page = ruled(rng)
    height, width = page.shape[:2]
    flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float64)
    turn = np.deg2rad(rng.uniform(-15, 15))
    rotation = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    corners = (flat - flat.mean(axis=0)) * 0.8 @ rotation.T + [WIDTH / 2, HEIGHT / 2]
    corners += rng.uniform(-22, 22, (4, 2))
    matrix = cv2.getPerspectiveTransform(flat.astype(np.float32), corners.astype(np.float32))
    seen = cv2.warpPerspective(page, matrix, (WIDTH, HEIGHT))
    cover = cv2.warpPerspective(np.ones((height, width)), matrix, (WIDTH, HEIGHT))[..., None]
    scene = (wood if seed % 2 else plain)(rng) * (1 - cover) + seen * cover
    return camera(shaded(scene, rng.uniform(0, 6)), rng), corners


def find_sheet(picture: Picture) -> Sheet | None:
    return find_paper(picture)[0]


@pytest.mark.parametrize("seed", range(8))
def test_a_sheet_on_a_table_is_found(seed: int) -> None:
    picture, corners = on_table(seed)
    sheet = find_sheet(picture)
    assert sheet is not None
    off = np.linalg.norm(sheet.corners - corners, axis=1).max()
    assert off < 0.02 * np.hypot(WIDTH, HEIGHT)


def test_the_size_of_the_picture_does_not_matter() -> None:
    picture, corners = on_table(3)
    large = np.asarray(cv2.resize(picture, None, fx=2.25, fy=2.25), dtype=np.uint8)
    sheet = find_sheet(large)
    assert sheet is not None
    np.testing.assert_allclose(sheet.corners, 2.25 * corners, atol=0.01 * 2.25 * WIDTH)


@pytest.mark.parametrize("bow", [-30.0, 18.0, 30.0])
def test_a_sheet_that_curls_is_found(bow: float) -> None:
    rng = np.random.default_rng(int(abs(bow)))
    bend = bow * np.cos(np.linspace(-np.pi / 2, np.pi / 2, 40))
    x = np.linspace(120, 690, 40)
    outline = np.concatenate([np.stack([x, 90 - bend], 1), np.stack([x, 510 - bend], 1)[::-1]])
    cover = np.zeros((HEIGHT, WIDTH), np.uint8)
    cv2.fillPoly(cover, [np.round(outline).astype(np.int32)], 255)
    scene = np.where(cover[..., None] > 0, noted(rng), wood(rng))
    sheet = find_sheet(camera(scene, rng))
    assert sheet is not None
    corners = [[120, 90], [690, 90], [690, 510], [120, 510]]
    np.testing.assert_allclose(sheet.corners, corners, atol=0.02 * np.hypot(WIDTH, HEIGHT))


def keys(light: float) -> NDArray[np.float64]:
    """A keyboard, its lower part in a shadow that takes all light but a share."""
    scene = np.full((HEIGHT, WIDTH, 3), 95, np.uint8)
    for row, y in enumerate(range(-5, HEIGHT, 40)):
        for x in range(-17 * row % 44 - 44, WIDTH, 44):
            cv2.rectangle(scene, (x, y), (x + 40, y + 36), (150, 152, 156), -1)
            cv2.rectangle(scene, (x + 14, y + 12), (x + 24, y + 22), (60, 60, 60), 2)
    return np.asarray(scene * np.where(np.arange(HEIGHT) < 400, 1.0, light)[:, None, None])


@pytest.mark.parametrize(("light", "bow"), [(0.5, 12), (0.6, 20), (0.7, 26)])
def test_a_bent_sheet_of_another_hue_is_found_on_keys(light: float, bow: float) -> None:
    rng = np.random.default_rng(1)
    bend = bow * np.cos(np.linspace(-np.pi / 2, np.pi / 2, 40))
    y = np.linspace(60, 540, 40)
    outline = np.concatenate([np.stack([180 + bend, y], 1), np.stack([620 + bend, y], 1)[::-1]])
    cover = np.zeros((HEIGHT, WIDTH), np.uint8)
    cv2.fillPoly(cover, [np.round(outline).astype(np.int32)], 255)
    page = noted(rng) * np.where(np.arange(HEIGHT) < 400, 1.0, light)[:, None, None]
    scene = np.where(cover[..., None] > 0, page * (0.72, 0.68, 0.55), keys(light))
    sheet = find_sheet(camera(scene, rng))
    assert sheet is not None
    corners = [[180, 60], [620, 60], [620, 540], [180, 540]]
    off = np.linalg.norm(sheet.corners - corners, axis=1).max()
    assert off < 0.02 * np.hypot(WIDTH, HEIGHT)


@pytest.mark.parametrize("length", [32, 320])
def test_a_bit_of_a_side_is_a_line_too(length: int) -> None:
    lab = np.full((480, 480, 3), 128, np.uint8)
    lab[:length, :200, 0] = 220
    lines = lines_of(edges_of(cv2.GaussianBlur(lab, (5, 5), 0).astype(np.uint8), 4))
    assert any(abs(offset - 200) < 4 for angle, offset in lines.tolist() if angle < 2)


def test_the_edge_of_a_shadow_is_no_side() -> None:
    rng = np.random.default_rng(3)
    scene = np.tile([96.0, 100, 104], (HEIGHT, WIDTH, 1))
    scene[60:540, 60:740] = ruled(rng, (680, 480))
    scene[:, 420:] *= 0.5
    sheet = find_sheet(camera(scene, rng))
    assert sheet is not None
    corners = [[60, 60], [740, 60], [740, 540], [60, 540]]
    np.testing.assert_allclose(sheet.corners, corners, atol=6)


def test_ruled_lines_beside_the_edge_are_no_sides() -> None:
    rng = np.random.default_rng(4)
    scene = np.tile([120.0, 80, 60], (HEIGHT, WIDTH, 1))
    scene[60:540, 60:740] = (236, 234, 230)
    for y in range(82, 540, 66):
        scene[y : y + 3, 60:740] = (110, 140, 200)
    sheet = find_sheet(camera(scene, rng))
    assert sheet is not None
    corners = [[60, 60], [740, 60], [740, 540], [60, 540]]
    np.testing.assert_allclose(sheet.corners, corners, atol=6)


def test_a_board_on_a_wall_is_found() -> None:
    rng = np.random.default_rng(0)
    scene = np.tile([200.0, 196, 190], (HEIGHT, WIDTH, 1))
    scene[90:500, 110:700] = (40, 66, 55)
    sheet = find_sheet(camera(scene, rng))
    assert sheet is not None
    np.testing.assert_allclose(
        sheet.corners, [[110, 90], [700, 90], [700, 500], [110, 500]], atol=4
    )


@pytest.mark.parametrize("angle", [0.0, 0.7, 2.0, 3.1])
def test_paper_that_fills_the_view_is_no_sheet(angle: float) -> None:
    rng = np.random.default_rng(5)
    page = ruled(rng, (WIDTH, HEIGHT)).astype(np.float64)
    assert find_sheet(camera(shaded(page, angle), rng)) is None


def test_a_phone_s_shadow_is_no_sheet() -> None:
    rng = np.random.default_rng(6)
    page = ruled(rng, (WIDTH, HEIGHT)).astype(np.float64)
    page[120:480, 200:620] *= 0.55
    assert find_sheet(camera(page, rng)) is None


@pytest.mark.parametrize("width", [2, 6, 14, 24])
def test_a_drawn_frame_is_no_sheet(width: int) -> None:
    rng = np.random.default_rng(7)
    page = np.full((HEIGHT, WIDTH, 3), 235, np.uint8)
    cv2.rectangle(page, (90, 80), (710, 520), (40, 40, 60), width, cv2.LINE_AA)
    assert find_sheet(page) is None
    assert find_sheet(camera(page.astype(np.float64), rng)) is None


def test_a_table_is_no_sheet() -> None:
    page = np.full((HEIGHT, WIDTH, 3), 240, np.uint8)
    page[80:130, 60:740] = (195, 205, 215)
    for x in np.linspace(60, 740, 5).astype(int).tolist():
        cv2.line(page, (x, 80), (x, 520), (30, 30, 30), 3)
    for y in (80, 130, 230, 330, 430, 520):
        cv2.line(page, (60, y), (740, y), (30, 30, 30), 3)
    assert find_sheet(page) is None


def test_bare_tables_and_boards_are_no_sheets() -> None:
    rng = np.random.default_rng(8)
    assert find_sheet(camera(wood(rng), rng)) is None
    board = np.tile([40.0, 66, 55], (HEIGHT, WIDTH, 1))
    board[200:204, 100:600] = 230
    assert find_sheet(camera(shaded(board, 0.5), rng)) is None


def test_a_sheet_cut_by_the_view_is_left_alone() -> None:
    rng = np.random.default_rng(9)
    scene = plain(rng)
    scene[100:, 150:700] = ruled(rng, (550, HEIGHT - 100))
    assert find_sheet(camera(scene, rng)) is None


def test_drawings_and_scraps_are_no_sheets(drawn: Draw, written: Write) -> None:
    assert find_sheet(drawn("HELLO")) is None
    assert find_sheet(written("Hello world")) is None
    assert find_sheet(np.full((400, 600, 3), 255, np.uint8)) is None
    assert find_sheet(np.zeros((1, 1, 3), np.uint8)) is None


SEEN = np.array([[103.5, 70.25], [640, 40], [700, 560.5], [60, 500]])


def test_the_matrix_takes_the_sheet_s_corners_to_their_places() -> None:
    straight, matrix = straighten(np.zeros((HEIGHT, WIDTH, 3), np.uint8), SEEN, 2000)
    height, width = straight.shape[:2]
    there = np.array([[0, 0, 1], [width, 0, 1], [width, height, 1], [0, height, 1]]) @ matrix.T
    np.testing.assert_allclose(there[:, :2] / there[:, 2:], SEEN, atol=1e-6)
    points = np.random.default_rng(0).uniform(0, 500, (20, 2))
    seen = np.column_stack([points, np.ones(20)]) @ matrix.T
    back = seen @ np.linalg.inv(matrix).T
    np.testing.assert_allclose(back[:, :2] / back[:, 2:], points, atol=1e-6)


@pytest.mark.parametrize("longest", [2000, 300])
def test_the_pixels_lie_where_the_matrix_says(longest: int) -> None:
    picture = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    cv2.circle(picture, (450, 300), 12, (255, 255, 255), -1)  # its middle is at 450.5, 300.5
    straight, matrix = straighten(picture, SEEN, longest)
    weight = straight[..., 0].astype(np.float64)
    rows, columns = np.mgrid[0 : weight.shape[0], 0 : weight.shape[1]] + 0.5
    middle = [(columns * weight).sum(), (rows * weight).sum(), weight.sum()]
    there = matrix @ (np.array(middle) / weight.sum())
    np.testing.assert_allclose(there[:2] / there[2], [450.5, 300.5], atol=0.4)


def test_an_upright_sheet_is_cut_out_as_it_is() -> None:
    picture = np.random.default_rng(1).integers(0, 256, (HEIGHT, WIDTH, 3), dtype=np.uint8)
    corners = np.array([[100.0, 50], [400, 50], [400, 450], [100, 450]])
    straight, _ = straighten(picture, corners, 2000)
    np.testing.assert_array_equal(straight, picture[50:450, 100:400])


def test_no_side_is_longer_than_allowed() -> None:
    straight, _ = straighten(np.zeros((HEIGHT, WIDTH, 3), np.uint8), SEEN, 250)
    assert max(straight.shape) == 250


@pytest.mark.parametrize("tilt", [(0.0, 0.0), (25.0, 0.0), (0.0, 30.0), (20.0, -25.0)])
@pytest.mark.parametrize("ratio", [0.7, 1.0, 1.6])
def test_the_sheet_s_proportions(tilt: tuple[float, float], ratio: float) -> None:
    across, down = np.deg2rad(tilt)
    turned = cv2.Rodrigues(np.array([across, 0, 0]))[0] @ cv2.Rodrigues(np.array([0, down, 0]))[0]
    flat = np.array([[-ratio, -1, 0], [ratio, -1, 0], [ratio, 1, 0], [-ratio, 1, 0]]) / 2
    space = flat @ turned.T + [0.1, 0.05, 2.5]
    corners = space[:, :2] / space[:, 2:] * 0.8 * 1600 + [800, 600]
    assert aspect(corners, (1600, 1200)) == pytest.approx(ratio, rel=0.02)
