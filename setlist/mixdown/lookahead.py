"""One block ahead: the next is decoded and mixed while this one is encoded."""

from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

from setlist.audio import Block


def run_ahead(blocks: Generator[Block, None, None]) -> Generator[Block, None, None]:
    """Give the blocks of a generator, the next one being made in a thread meanwhile.

    Decoding, mixing and encoding leave Python's lock to each other for most of their time, so
    two processors share the work.  The order and the blocks are the same, and the generator is
    only ever in one thread at a time.

    Parameters
    ----------
    blocks : generator of Block
        Closed when this iteration ends in any way.

    Yields
    ------
    Block
        As the generator gives them.
    """
    with closing(blocks), ThreadPoolExecutor(max_workers=1) as worker:
        following = worker.submit(next, blocks, None)
        while (block := following.result()) is not None:
            following = worker.submit(next, blocks, None)
            yield block
