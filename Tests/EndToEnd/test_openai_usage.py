"""The usage objects that providers answer with, sent as they are. Inputs and outputs are stored inclusive of their classes."""

import pytest
from openai.types.chat import ChatCompletion
from openai.types.responses import ResponseUsage

from weir import event

CHAT = ChatCompletion.model_validate(
    {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1772366400,
        "model": "gpt-4o-2024-11-20",
        "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "hi"}, "logprobs": None}],
        "usage": {
            "prompt_tokens": 1200,
            "completion_tokens": 350,
            "total_tokens": 1550,
            "prompt_tokens_details": {"cached_tokens": 1024, "audio_tokens": 16},
            "completion_tokens_details": {"reasoning_tokens": 128, "audio_tokens": 8},
        },
    }
).usage

RESPONSE = ResponseUsage.model_validate(
    {
        "input_tokens": 2000,
        "input_tokens_details": {"cached_tokens": 1500, "cache_write_tokens": 200},
        "output_tokens": 400,
        "output_tokens_details": {"reasoning_tokens": 300},
        "total_tokens": 2400,
    }
)

ANTHROPIC = {
    "input_tokens": 100,
    "cache_creation_input_tokens": 50,
    "cache_read_input_tokens": 1000,
    "cache_creation": {"ephemeral_5m_input_tokens": 30, "ephemeral_1h_input_tokens": 20},
    "output_tokens": 200,
    "server_tool_use": {"web_search_requests": 2},
    "service_tier": "standard",
}

GOOGLE = {
    "promptTokenCount": 1000,
    "cachedContentTokenCount": 400,
    "candidatesTokenCount": 200,
    "thoughtsTokenCount": 100,
    "toolUsePromptTokenCount": 50,
    "totalTokenCount": 1350,
}

CASES = {
    "openai chat": (
        {"provider": "openai", "model": "gpt-4o", "usage": CHAT.model_dump()},
        {"input_tokens": 1200, "cache_read_tokens": 1024, "audio_input_tokens": 16, "output_tokens": 350, "reasoning_tokens": 128}
        | {"audio_output_tokens": 8, "total_tokens": 1550},
    ),
    "openai chat, without what is not set": (
        {"provider": "openai", "model": "gpt-4o", "usage": CHAT.to_dict()},
        {"input_tokens": 1200, "cache_read_tokens": 1024, "output_tokens": 350, "cache_write_tokens": None},
    ),
    "openai responses": (
        {"provider": "openai", "model": "gpt-4.1", "usage": RESPONSE.model_dump()},
        {"input_tokens": 2000, "cache_read_tokens": 1500, "cache_write_tokens": 200, "output_tokens": 400, "reasoning_tokens": 300}
        | {"total_tokens": 2400},
    ),
    "anthropic, whose input excludes the cache": (
        {"provider": "anthropic", "model": "claude-sonnet-4-5", "usage": ANTHROPIC},
        {"input_tokens": 1150, "cache_read_tokens": 1000, "cache_write_tokens": 50, "cache_write_1h_tokens": 20, "output_tokens": 200}
        | {"total_tokens": 1350, "web_searches": 2},
    ),
    "google, whose output excludes the thoughts": (
        {"provider": "google", "model": "gemini-2.5-flash", "usage": GOOGLE},
        {"input_tokens": 1050, "cache_read_tokens": 400, "output_tokens": 300, "reasoning_tokens": 100, "total_tokens": 1350},
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_usage_is_normalised_to_inclusive_classes(project, case):
    sent, expected = CASES[case]
    assert project.must_record(event(**sent))["ignored_fields"] == []
    got = project.only_event()
    assert {name: got.get(name) for name in expected} == expected
    assert got["cost"] > 0 and got["cost_source"] == "catalog"


def test_an_openai_answer_is_priced_by_its_classes(project):
    plain = {"prompt_tokens": 1200, "completion_tokens": 350, "total_tokens": 1550, "prompt_tokens_details": {"cached_tokens": 1024}}
    project.must_record(event(provider="openai", model="gpt-4o", usage=plain))
    assert project.summary("cost")["cost"] == pytest.approx(176 * 2.5e-6 + 1024 * 1.25e-6 + 350 * 10e-6, abs=1e-12)


def test_an_unknown_model_is_unpriced_and_counted(project):
    project.must_record(
        [event(provider="nobody", model="no-such-model-9", input_tokens=5), event(provider="openai", model="gpt-4o", cost=0)]
    )
    row = project.summary("requests,cost,unpriced_requests")
    assert row == {"requests": 2, "cost": 0, "unpriced_requests": 1}
    assert project.breakdown("model", "cost")["no-such-model-9"]["cost"] is None
