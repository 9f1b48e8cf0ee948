"""Three letters are weighed by a pool of three workers. Two of them are bored."""

import time
from multiprocessing.pool import ThreadPool


def weigh(letter: str) -> int:
    time.sleep(0.1)
    return len(letter)


def main() -> None:
    with ThreadPool(3) as pool:
        weights = []
        for letter in ["to Anna", "to Binh", "to Chen Wei"]:
            weights.append(pool.apply(weigh, (letter,)))
    print(weights)


if __name__ == "__main__":
    main()

# Found: serial-pool at `weights.append(pool.apply(weigh, (letter,)))`
