# philox.py: the random words of the project's engine in NumPy, so that both languages draw the same masks.
import numpy as np

LOW_WORD = np.uint64(0xFFFFFFFF)
HALF = np.uint64(32)


def philox4x32(counter, key):
    """Philox4x32-10 (Salmon et al., SC 2011). counter [n, 4] and key [2] of 32-bit words; returns uint32 [n, 4]."""
    c0, c1, c2, c3 = np.asarray(counter, np.uint64).T
    k0, k1 = (np.uint64(word) for word in key)
    for _ in range(10):
        product0 = np.uint64(0xD2511F53) * c0
        product1 = np.uint64(0xCD9E8D57) * c2
        c0, c1 = (product1 >> HALF) ^ c1 ^ k0, product1 & LOW_WORD
        c2, c3 = (product0 >> HALF) ^ c3 ^ k1, product0 & LOW_WORD
        k0 = (k0 + np.uint64(0x9E3779B9)) & LOW_WORD
        k1 = (k1 + np.uint64(0xBB67AE85)) & LOW_WORD
    return np.stack([c0, c1, c2, c3], axis=1).astype(np.uint32)


def key_of(seed):
    """The key of an RNG seed: low word first."""
    return seed & 0xFFFFFFFF, seed >> 32


def mask_words(seed, layer, step, samples, units):
    """The word behind each unit of each sample, uint32 [samples, units]: counter (unit / 4, sample, step, layer)."""
    samples = np.asarray(samples)
    blocks = (units + 3) // 4
    counter = np.empty((len(samples), blocks, 4), np.uint64)
    counter[:, :, 0] = np.arange(blocks)
    counter[:, :, 1] = samples[:, None]
    counter[:, :, 2] = step
    counter[:, :, 3] = layer
    words = philox4x32(counter.reshape(-1, 4), key_of(seed))
    return words.reshape(len(samples), 4 * blocks)[:, :units]


class MaskUniforms:
    """The generator of one mask: random(n) gives the next n units' numbers in [0, 1), like numpy.random.Generator."""

    def __init__(self, seed, layer=0, step=0, sample=0):
        self.address = seed, layer, step, [sample]
        self.next_unit = 0

    def random(self, count):
        end = self.next_unit + count
        words = mask_words(*self.address, end)[0, self.next_unit:]
        self.next_unit = end
        return words * 2.0**-32


class BatchUniforms:
    """The generator of a whole batch: the numbers of sample 0's units, then those of sample 1, and so on."""

    def __init__(self, seed, units, layer=0, step=0):
        self.address = seed, layer, step
        self.units = units
        self.taken = 0

    def random(self, count):
        first, end = self.taken, self.taken + count
        samples = np.arange(first // self.units, -(-end // self.units))
        words = mask_words(*self.address, samples, self.units).ravel() if count else np.empty(0, np.uint32)
        self.taken = end
        return words[first - samples[0] * self.units:][:count] * 2.0**-32 if count else words


class RandomStream:
    """The engine's sequential stream for one purpose: counter (block, 0, 0, 2^31 + purpose), words in order."""

    DATA, LABEL_FLIPS, INITIALIZATION = 1, 2, 3

    def __init__(self, seed, purpose):
        self.key = key_of(seed)
        self.purpose = purpose
        self.next_word = 0
        self.spare_normal = None

    def word(self):
        block, place = divmod(self.next_word, 4)
        self.next_word += 1
        if place == 0:
            self.words = philox4x32([[block, 0, 0, 2**31 + self.purpose]], self.key)[0]
        return int(self.words[place])

    def uniform(self):
        return self.word() * 2.0**-32

    def normal(self):
        """Box and Muller: two words make two normals; the second waits for the next call."""
        if self.spare_normal is not None:
            value, self.spare_normal = self.spare_normal, None
            return value
        radius = np.sqrt(-2.0 * np.log((self.word() + 1) * 2.0**-32))
        angle = 2.0 * np.pi * self.uniform()
        self.spare_normal = radius * np.sin(angle)
        return radius * np.cos(angle)
