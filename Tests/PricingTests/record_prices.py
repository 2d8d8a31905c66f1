#!/usr/bin/env python3
"""Records what the genai-prices package itself says about random usages, for PriceVectorTests.

Run by hand with genai-prices 0.2.3 installed:  python3 Tests/PricingTests/record_prices.py

Each vector is what a client could send and the package's answer: dollars as a decimal text, or null where it knows no price. A usage
is only drawn from classes that an event can carry, consistent (no part is larger than its whole, no cached token is audio or image).
"""
import datetime
import decimal
import json
import pathlib
import random

import genai_prices
from genai_prices.data import providers

COUNT = 300
TARGET = pathlib.Path(__file__).parent / "Resources/genai-prices.json"
THRESHOLDS = [100000, 128000, 199999, 200000, 256000, 272000]
CONTEXTS = {"batch": {"service_tier": "batch", "processing": "batch"}, "fast": {"service_tier": "fast", "speed": "fast"}}
# The package needs to be told how much of a cached or reasoned part is audio or image.
INPUT_PARTS = ["cache_read_tokens", "cache_write_tokens", "input_audio_tokens", "input_image_tokens"]
OUTPUT_PARTS = ["output_reasoning_tokens", "output_audio_tokens", "output_image_tokens"]
NO_OVERLAP = [
    f"cache_{modality}_{access}_tokens" for modality in ("audio", "image") for access in ("read", "write", "write_5m", "write_1h")
] + [f"output_{modality}_reasoning_tokens" for modality in ("audio", "image")]


def parts(rng, total, names, most):
    left, result = total, {}
    for name in rng.sample(names, rng.randint(0, most)):
        result[name] = rng.randint(0, left)
        left -= result[name]
    return result


def usage(rng):
    size = rng.choice(THRESHOLDS) + rng.choice([-1, 0, 1]) if rng.random() < 0.3 else int(10 ** rng.uniform(0, 6))
    values = {"input_tokens": size, **parts(rng, size, INPUT_PARTS, 3)}
    if values.get("cache_write_tokens") and rng.random() < 0.5:
        values["cache_write_1h_tokens"] = rng.randint(0, values["cache_write_tokens"])
    values["output_tokens"] = int(10 ** rng.uniform(0, 5))
    values.update(parts(rng, values["output_tokens"], OUTPUT_PARTS, 2))
    if rng.random() < 0.15:
        values["web_searches"] = rng.randint(1, 20)
    if rng.random() < 0.1:
        values["audio_seconds"] = rng.randint(1, 5000)
    if rng.random() < 0.1:
        values["input_characters"] = rng.randint(1, 100000)
    return values


def answer(model, provider, tier, when, values):
    context = CONTEXTS.get(tier, {"service_tier": tier}) if tier else None
    told = {**values, **{name: 0 for name in NO_OVERLAP}}
    try:
        found = genai_prices.calc_price(
            genai_prices.Usage(**told), model, provider_id=provider, genai_request_timestamp=when, price_context=context
        )
    except LookupError:
        return None, None
    # One digit more than any price needs, so that the only rounding is the reader's.
    return format(found.total_price, "f"), f"{found.provider.id}/{found.model.id}"


def draw(rng):
    large = [p for p in providers if p.id in ("openai", "anthropic", "google", "aws", "azure", "deepseek")]
    provider = rng.choice(providers if rng.random() < 0.5 else large)
    # Conditional and varied prices are rarer than they are interesting.
    special = [m for m in provider.models if m.price_variants or isinstance(m.prices, list)]
    model = rng.choice(special if special and rng.random() < 0.5 else provider.models)
    name = model.id
    kind = rng.random()
    named = provider.id
    if kind < 0.15 and "/" not in name:  # where a name alone begins with a provider's, Weir prices that provider, the package nothing
        named = None
    elif kind < 0.2:
        name = "nobody-knows-" + name[::-1]
    elif kind < 0.25:
        name = name.upper()
    elif kind < 0.3:
        named, name = "litellm", f"{provider.id}/{name}"
    elif kind < 0.33 and len(name) > 3:
        name += rng.choice(["-20251211", "-2025-08-07", "-latest"])
    tier = rng.choice(["batch", "priority", "flex", "fast", "default"]) if rng.random() < 0.3 else None
    return name, named, tier, moment(rng, model)


def moment(rng, model):
    utc = datetime.timezone.utc
    terms = (model.prices if isinstance(model.prices, list) else []) + (model.price_variants or [])
    starts = [term.constraint.start_date for term in terms if hasattr(term.constraint, "start_date")]
    if starts and rng.random() < 0.6:
        midnight = datetime.datetime.combine(rng.choice(starts), datetime.time(), utc)
        return midnight + datetime.timedelta(microseconds=rng.choice([-1, 0, 1, 86_400_000_000]))
    start = datetime.datetime(2024, 1, 1, tzinfo=utc)
    return start + datetime.timedelta(seconds=rng.randint(0, 3 * 365 * 86400))


def main():
    decimal.getcontext().prec = 60
    rng = random.Random(20261121)
    vectors = []
    while len(vectors) < COUNT:
        model, provider, tier, when, values = *draw(rng), usage(rng)
        total, price = answer(model, provider, tier, when, values)
        vectors.append({
            "provider": provider, "model": model, "tier": tier, "timestamp": when.isoformat().replace("+00:00", "Z"),
            "usage": values, "dollars": total, "price": price,
        })  # fmt: skip
    lines = ",\n".join(json.dumps(vector) for vector in vectors)
    TARGET.write_text("[\n" + lines + "\n]\n")
    print(sum(v["dollars"] is None for v in vectors), "without a price,", sum(v["dollars"] not in (None, "0") for v in vectors), "above 0")


if __name__ == "__main__":
    main()
