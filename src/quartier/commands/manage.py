"""`./quartier manage …`: Django's own commands, for developers."""


def main(arguments: list[str]) -> int:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["./quartier manage", *arguments])
    return 0
