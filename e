/dev/fd/3: line 41: serve: command not found
